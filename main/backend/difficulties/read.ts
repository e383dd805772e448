import type { ReadDb } from '../../../db/read.ts';
import { organisationsOn } from '../../../db/repositories/organisations.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import type { Row } from '../../../db/schema.ts';
import type { Raiser } from '../../../preload/contract/difficulties.ts';
import type { ReportFigures, ReportPeriod } from '../../../preload/contract/report-figures.ts';

/** A stored difficulty with who raised it, by the names of a day. */
export type StoredDifficulty = Awaited<ReturnType<typeof difficultiesOn>>[number];

/** All difficulties of a programme, in order of entry. */
export async function difficultiesOn(db: ReadDb, programmeId: string, on: string) {
  const rows = await db
    .selectFrom('difficulty')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .orderBy('raised_on')
    .orderBy('id')
    .execute();
  const schools = new Map((await schoolsOn(db, on).execute()).map((school) => [school.id, school]));
  const units = new Map((await organisationsOn(db, on).execute()).map((unit) => [unit.id, unit]));
  return rows.map((row) => {
    const school = schools.get(row.school_id ?? '');
    return {
      ...row,
      raisedBy: raiserOf(row),
      raisedByName: school?.name ?? units.get(row.organisation_id ?? '')?.office_short ?? '',
      unit: school?.unit ?? null,
    };
  });
}

function raiserOf(row: Pick<Row<'difficulty'>, 'school_id' | 'organisation_id'>): Raiser {
  return row.school_id === null
    ? // The table holds one of the two.
      { kind: 'unit', id: row.organisation_id ?? '' }
    : { kind: 'school', id: row.school_id };
}

/**
 * Form 08: what was raised in a period or still open in it, by deadline; what has no deadline stands behind. An outcome
 * that came after the period is left out.
 * @param on the day whose names are said
 */
export async function difficultiesIn(
  db: ReadDb,
  programmeId: string,
  { startsOn, endsOn }: Pick<ReportPeriod, 'startsOn' | 'endsOn'>,
  on: string = endsOn,
): Promise<ReportFigures['difficulties']> {
  return (await difficultiesOn(db, programmeId, on))
    .filter((row) => row.raised_on <= endsOn)
    .filter((row) => row.raised_on >= startsOn || row.resolved_on === null || row.resolved_on >= startsOn)
    .sort(byDeadline)
    .map((row) => {
      const resolved = row.resolved_on !== null && row.resolved_on <= endsOn;
      return {
        unit: row.raisedByName,
        advantages: row.advantages,
        difficulties: row.difficulty,
        proposal: row.proposal,
        resolver: row.resolver,
        dueOn: row.due_on,
        outcome: resolved ? row.outcome : null,
        resolvedOn: resolved ? row.resolved_on : null,
      };
    });
}

/** Earlier deadlines first; without one last, in order of raising. */
export const byDeadline = (left: Row<'difficulty'>, right: Row<'difficulty'>): number =>
  compare(left.due_on ?? '9999', right.due_on ?? '9999') || compare(left.raised_on, right.raised_on);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
