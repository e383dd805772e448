import type { Activity } from '../../../preload/contract/activities.ts';

/** What the log is narrowed to; '' is everything. Days are `YYYY-MM-DD`, both included. */
export interface Filters extends Record<string, string> {
  pairId: string;
  kind: string;
  status: string;
  level: string;
  unitId: string;
  from: string;
  to: string;
}

export const NO_FILTERS: Filters = {
  pairId: '',
  kind: '',
  status: '',
  level: '',
  unitId: '',
  from: '',
  to: '',
};

/** Whether a stored setting is a set of filters. */
export const isFilters = (value: unknown): value is Filters =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(NO_FILTERS).every((name) => typeof Reflect.get(value, name) === 'string');

export const isFiltered = (filters: Filters): boolean => Object.values(filters).some((value) => value !== '');

/** The managing units of both schools of a pair, by the pair's key. */
export type UnitsOfPairs = ReadonlyMap<string, readonly string[]>;

/** Whether an activity stays, days aside: one pair of it is enough. */
export function isShown(activity: Activity, filters: Filters, units: UnitsOfPairs): boolean {
  const { pairId, kind, status, level, unitId } = filters;
  return (
    (kind === '' || activity.kind === kind) &&
    (status === '' || activity.status === status) &&
    activity.pairs.some(
      (pair) =>
        (pairId === '' || pair.id === pairId) &&
        (level === '' || pair.level === level) &&
        (unitId === '' || (units.get(pair.id) ?? []).includes(unitId)),
    )
  );
}

export const isWithinDays = ({ heldOn }: Activity, { from, to }: Filters): boolean =>
  (from === '' || heldOn >= from) && (to === '' || heldOn <= to);

/** Turns and money of what was done; plans count as activities only. */
export interface Totals {
  readonly activities: number;
  readonly planned: number;
  readonly managerTurns: number;
  readonly teacherTurns: number;
  readonly pupilTurns: number;
  readonly demoLessons: number;
  readonly cost: number;
}

export function totalsOf(activities: readonly Activity[]): Totals {
  const done = activities.filter((activity) => activity.status === 'done');
  const sum = (count: (activity: Activity) => number) =>
    done.reduce((total, activity) => total + count(activity), 0);
  return {
    activities: activities.length,
    planned: activities.length - done.length,
    managerTurns: sum((activity) => activity.managerTurns),
    teacherTurns: sum((activity) => activity.teacherTurns),
    pupilTurns: sum((activity) => activity.pupilTurns),
    demoLessons: sum((activity) => activity.demoLessons),
    cost: sum((activity) => activity.cost ?? 0),
  };
}
