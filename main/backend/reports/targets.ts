import type { ReportFigures, TargetRow } from '../../../preload/contract/report-figures.ts';
import { cutsAt } from './adding.ts';
import { rate } from './figures.ts';
import { countedBy, dueIn } from './indicators.ts';
import { type Material, pairName, type ReportRequest, sum } from './material.ts';
import { semestersWithin } from './periods.ts';
import type { Tally } from './tallies.ts';

/** What counts for a pair: whose else it is does not matter. */
type PairedActivity = Omit<Tally, 'levels' | 'speakers'>;

/** Where the tallies of form 05 may not run on: it tells of semesters. */
export const targetCuts = ({ calendar, period }: Pick<ReportRequest, 'calendar' | 'period'>): string[] =>
  cutsAt(semestersWithin(period, calendar));

/** Form 05: what each pair promised and did, for every indicator that a memorandum can promise. */
export function targetsOf(
  { calendar, period }: Pick<ReportRequest, 'calendar' | 'period'>,
  { pairs, indicators, undertakings }: Pick<Material, 'pairs' | 'indicators' | 'undertakings'>,
  activities: readonly PairedActivity[],
): ReportFigures['targets'] {
  const promised = new Set(undertakings.map((each) => each.indicator));
  const shown = indicators.filter((indicator) => indicator.committable === 1 && promised.has(indicator.code));
  const semesters = semestersWithin(period, calendar);
  const due = dueIn(period, calendar);
  const doneBy = new Map(pairs.map(({ id }): [string, PairedActivity[]] => [id, []]));
  for (const activity of activities)
    for (const pairId of activity.pairIds) doneBy.get(pairId)?.push(activity);
  const promisedBy = Map.groupBy(undertakings, ({ pairId }) => pairId);

  const rows = pairs.map((pair): TargetRow => {
    const own = doneBy.get(pair.id) ?? [];
    const ownIn = (semester: 1 | 2) => {
      const spans = semesters.filter((span) => span.semester === semester);
      if (spans.length === 0) return null;
      return own.filter(({ held_on }) =>
        spans.some((span) => held_on >= span.startsOn && held_on <= span.endsOn),
      );
    };
    const [inFirst, inSecond] = [ownIn(1), ownIn(2)];
    const promisesOfPair = Map.groupBy(promisedBy.get(pair.id) ?? [], (each) => each.indicator);
    const cells = shown.map((indicator) => {
      const amount = countedBy(indicator);
      const promises = promisesOfPair.get(indicator.code);
      const plan = promises ? sum(promises, due) : null;
      const whole = sum(own, amount);
      return {
        plan,
        semester1: inFirst && sum(inFirst, amount),
        semester2: inSecond && sum(inSecond, amount),
        whole,
        rate: rate(whole, plan),
      };
    });
    return { pair: pairName(pair), level: pair.level, cells };
  });
  return { indicators: shown.map(({ code, name, unit }) => ({ code, name, unit })), rows };
}
