import type { Level } from '../../../preload/contract/schools.ts';
import { countedBy, type Indicator } from './indicators.ts';
import { type DoneInPeriod, sum } from './material.ts';

/** How much was done in a period by one level, or by all (`null`). */
type Measure = (done: DoneInPeriod, level: Level | null) => number;

const isOf = (level: Level | null, of: Level): boolean => level === null || of === level;

const activitiesOf = ({ activities }: DoneInPeriod, level: Level | null) =>
  level === null ? activities : activities.filter(({ levels }) => levels.has(level));

const amountOf =
  (...kinds: readonly string[]): Measure =>
  ({ support }, level) =>
    sum(
      support.filter(({ kind, receiverLevel }) => kinds.includes(kind) && isOf(level, receiverLevel)),
      ({ amount }) => amount ?? 0,
    );

/** Indicators that count something else than the activities' own numbers. */
const MEASURES = new Map<string, Measure>([
  // People, not turns: who helps twice in a period is one.
  ['speakers', (done, level) => new Set(activitiesOf(done, level).flatMap(({ speakers }) => speakers)).size],
  ['equipment_value', amountOf('equipment', 'material')],
  ['funding', amountOf('funding')],
  ['good_models', ({ goodModels }, level) => goodModels.filter((model) => isOf(level, model.level)).length],
]);

/**
 * How much of an indicator was done in a period by one level, or by all (`null`). An activity of two levels counts
 * in both and once in all; support counts for the level of the school that received it.
 */
export function measure(
  indicator: Pick<Indicator, 'code' | 'counts'>,
  done: DoneInPeriod,
  level: Level | null,
): number {
  const own = MEASURES.get(indicator.counts);
  if (own) return own(done, level);
  return sum(activitiesOf(done, level), countedBy(indicator));
}
