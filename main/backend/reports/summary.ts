import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { ReportPeriod, SummaryRow } from '../../../preload/contract/report-figures.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import { targetsDueIn } from '../targets/plan.ts';
import { rate } from './figures.ts';
import { amountFor, dueIn } from './indicators.ts';
import { type DoneInPeriod, givenIn, type Material, type ReportRequest, sum } from './material.ts';
import { measure } from './measures.ts';
import { samePeriodLastYear } from './periods.ts';
import { type Tally, timesOf, totalsIn } from './tallies.ts';

/** States in which a memorandum counts as signed. */
const SIGNED: readonly string[] = ['signed', 'filed'];

/** How many memoranda were signed until a day; one whose day nobody noted counts from the first. */
export const signedBy = (
  memoranda: readonly { readonly row: Pick<Row<'memorandum'>, 'state' | 'signed_on'> }[],
  day: string,
): number =>
  memoranda.filter(({ row }) => SIGNED.includes(row.state) && (row.signed_on ?? day) <= day).length;

/** One value a level and in all; an activity of two levels counts in both and once in all. */
const byLevel = (value: (level: Level | null) => number): SummaryRow['done'] => ({
  mam_non: value('mam_non'),
  tieu_hoc: value('tieu_hoc'),
  thcs: value('thcs'),
  total: value(null),
});

/** The same period a year before; null before a programme's first day, when there is nothing to compare with. */
export function periodBefore(
  period: ReportPeriod,
  { calendar, programme }: Pick<ReportRequest, 'calendar' | 'programme'>,
): ReportPeriod | null {
  const before = samePeriodLastYear(period, calendar);
  return before && before.endsOn >= programme.starts_on ? before : null;
}

/** What all did together a year before. */
export async function previousOf(
  db: ReadDb,
  request: Pick<ReportRequest, 'calendar' | 'programme' | 'period'>,
): Promise<DoneInPeriod | null> {
  const { programme, period } = request;
  const before = periodBefore(period, request);
  return (
    before && {
      activities: await totalsIn(db, programme.id, before),
      ...(await givenIn(db, programme.id, before, before.endsOn)),
    }
  );
}

/** Form 01: each indicator, planned and done. */
export function summaryOf(
  request: Pick<ReportRequest, 'calendar' | 'programme' | 'period'>,
  { pairs, memoranda, indicators, undertakings, plannedTargets, ...done }: Material,
  previous: DoneInPeriod | null,
): SummaryRow[] {
  const { calendar, period } = request;
  const before = periodBefore(period, request);
  const due = dueIn(period, calendar);
  const signedOf = (level: Level | null, day: string) =>
    signedBy(
      memoranda.filter(({ pair }) => level === null || pair.level === level),
      day,
    );

  return indicators.map(({ code, name, unit, counts }) => {
    const base = { code, name, unit };
    if (counts === 'pairs_signed') {
      const done = byLevel((level) => signedOf(level, period.endsOn));
      return {
        ...base,
        plan: pairs.length,
        done,
        rate: rate(done.total, pairs.length),
        previous: before && signedOf(null, before.endsOn),
        note: null,
      };
    }
    const indicator = { code, counts };
    const counted = byLevel((level) => measure(indicator, done, level));
    const promised = undertakings.filter((each) => each.indicator === code);
    // What memoranda promise is the plan; where they promise nothing, the programme's own.
    const plan =
      promised.length > 0 ? sum(promised, due) : targetsDueIn(plannedTargets, code, period, calendar);
    return {
      ...base,
      plan,
      done: counted,
      rate: rate(counted.total, plan),
      previous: previous && measure(indicator, previous, null),
      note: noteOn(
        done.activities.filter((activity) => amountFor(indicator, activity) > 0),
        new Set(promised.map((each) => each.pairId)),
      ),
    };
  });
}

/**
 * Why a total need not match its plan, its levels, or what the pairs did: an activity of several pairs serves
 * the promise of each and counts for each level, but once in all; and pairs that promised nothing may have done
 * something. Null where nothing seems not to add up.
 */
function noteOn(counted: readonly Tally[], promisers: ReadonlySet<string>): string | null {
  const joint = counted.filter(({ pairIds }) => pairIds.length > 1);
  const seenTwice = promisers.size > 0 || joint.some(({ levels }) => levels.size > 1);
  const beyondPlan =
    promisers.size > 0 && counted.some(({ pairIds }) => !pairIds.some((id) => promisers.has(id)));
  const notes = [
    ...(joint.length > 0 && seenTwice
      ? [`Có ${timesOf(joint)} hoạt động chung của nhiều cặp, tính một lần.`]
      : []),
    ...(beyondPlan ? ['Gồm cả phần ngoài kế hoạch.'] : []),
  ];
  return notes.length > 0 ? notes.join(' ') : null;
}
