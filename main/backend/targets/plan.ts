import type { ReadDb } from '../../../db/read.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { Target } from '../../../preload/contract/targets.ts';
import { dueDayOf } from '../reports/indicators.ts';

/** What the programme itself plans, by indicator, school year and semester. */
export async function targetsIn(db: ReadDb, programmeId: string): Promise<Target[]> {
  const rows = await db
    .selectFrom('target')
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .orderBy('school_year')
    .orderBy('semester')
    .select(['indicator_code', 'school_year', 'semester', 'quantity'])
    .execute();
  return rows.map((row) => ({
    indicator: row.indicator_code,
    schoolYear: row.school_year,
    semester: row.semester,
    quantity: row.quantity,
  }));
}

/**
 * How much of the programme's plan for an indicator falls due in a period, by the rule of promises: a semester's plan
 * is due on its last school day. Null when none does.
 */
export function targetsDueIn(
  targets: readonly Target[],
  indicator: string,
  period: { readonly startsOn: string; readonly endsOn: string },
  calendar: readonly SchoolYear[],
): number | null {
  const years = new Map(calendar.map((year) => [year.code, year]));
  const due = targets.filter((target) => {
    const year = years.get(target.schoolYear);
    if (!year || target.indicator !== indicator) return false;
    const day = dueDayOf(year, target.semester);
    return day >= period.startsOn && day <= period.endsOn;
  });
  return due.length === 0 ? null : due.reduce((sum, { quantity }) => sum + quantity, 0);
}
