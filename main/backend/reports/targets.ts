import type { ReportFigures, TargetRow } from '../../../preload/contract/report-figures.ts';
import { rate } from './figures.ts';
import { amountFor, dueIn } from './indicators.ts';
import { type Material, pairName, type ReportRequest, sum } from './material.ts';
import { semestersWithin } from './periods.ts';
import { cutsAt, type Tally } from './tallies.ts';

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
  const taken = activities.flatMap((activity) => activity.pairIds.map((pairId) => ({ pairId, activity })));
  const doneBy = Map.groupBy(taken, ({ pairId }) => pairId);
  const promisedBy = Map.groupBy(undertakings, ({ pairId }) => pairId);

  const rows = pairs.map((pair): TargetRow => {
    const own = (doneBy.get(pair.id) ?? []).map(({ activity }) => activity);
    const promisesOfPair = promisedBy.get(pair.id) ?? [];
    const cells = shown.map((indicator) => {
      const amount = (activity: PairedActivity) => amountFor(indicator, activity);
      const inSemester = (semester: 1 | 2): number | null => {
        const spans = semesters.filter((span) => span.semester === semester);
        if (spans.length === 0) return null;
        const held = ({ held_on }: PairedActivity) =>
          spans.some((span) => held_on >= span.startsOn && held_on <= span.endsOn);
        return sum(own.filter(held), amount);
      };
      const promises = promisesOfPair.filter((each) => each.indicator === indicator.code);
      const plan = promises.length > 0 ? sum(promises, (each) => dueIn(each, period, calendar)) : null;
      const whole = sum(own, amount);
      return { plan, semester1: inSemester(1), semester2: inSemester(2), whole, rate: rate(whole, plan) };
    });
    return { pair: pairName(pair), level: pair.level, cells };
  });
  return { indicators: shown.map(({ code, name, unit }) => ({ code, name, unit })), rows };
}
