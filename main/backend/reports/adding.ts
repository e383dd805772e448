import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { ReadDb } from '../../../db/read.ts';
import type { Schema } from '../../../db/schema.ts';
import { addDays, type Days } from './periods.ts';

type Activity = Selectable<Schema['activity']>;

const ANY_INDEX = sql<Activity>`activity`.as<'a'>(sql`a`);
const AS_THEY_LIE = sql<Activity>`activity`.as<'a'>(sql`a NOT INDEXED`);
/** The number of an activity's row: it stands for one that need not be named. */
export const NUMBER = sql<number>`a.rowid`;
/** So many rows of the table are looked at at once: what was read of them is gone before the next come. */
const PORTION = 10_000;

/** The activities `a` of some days. */
export const heldIn = (db: ReadDb, programmeId: string, { startsOn, endsOn }: Days, activity = ANY_INDEX) =>
  db
    .selectFrom(activity)
    .where('a.programme_id', '=', programmeId)
    .where('a.held_on', '>=', startsOn)
    .where('a.held_on', '<=', endsOn);

/**
 * Questions for the activities `a` of some days, each a portion of them: once for every link `l` to a pair, one behind the
 * other, or once without a link. They are read as they lie, because looking each up by its day takes longer; entered
 * about as they are held, those of a few days lie close together. The links of one follow each other because SQLite joins
 * by loops, the outer one over activities.
 */
export async function* portionsOf(
  db: ReadDb,
  programmeId: string,
  days: Days,
  stretches: Stretches,
  size = PORTION,
) {
  const { first, last } = await heldIn(db, programmeId, days)
    .select(({ fn }) => [fn.min(NUMBER).as('first'), fn.max(NUMBER).as('last')])
    .executeTakeFirstOrThrow();
  for (let number = first; number !== null && number <= last; number += size)
    yield heldIn(db, programmeId, days, AS_THEY_LIE)
      .where(NUMBER, '>=', number)
      .where(NUMBER, '<', number + size)
      .where('a.deleted_at', 'is', null)
      .leftJoin('activity_pair as l', (join) =>
        join.onRef('l.activity_id', '=', 'a.id').on('l.deleted_at', 'is', null),
      )
      .select(['l.pair_id', 'a.kind_code', stretches.number.as('stretch')]);
}

/** The columns of an activity that are added up. */
const COLUMNS = ['manager_turns', 'teacher_turns', 'pupil_turns', 'demo_lessons', 'materials'] as const;
export const AMOUNTS = COLUMNS.map((column) => `a.${column}` as const);
export type Amounts = Pick<Activity, (typeof COLUMNS)[number]>;

/** One of so many numbers for what an activity has of all that is added up. */
export const traitsOf = (activity: Amounts): number =>
  COLUMNS.reduce((traits, column) => traits * 2 + Math.sign(activity[column]), 0);
export const TRAITS = 2 ** COLUMNS.length;

/** What activities amount to. */
export type Sum = { -readonly [K in keyof Amounts]: Amounts[K] } & {
  times: number;
  /** Lists of who helped, each in JSON, where they are asked for and not empty. */
  speakers?: string[];
};

/**
 * Adds up activities by whose they are and by a number for what else they have in common. Not in SQL, because SQLite
 * would first put all of them in order: that takes longer than to hand them over, and grows faster than their number.
 */
export function sumsBy<Owner>() {
  const byOwner = new Map<Owner, Map<number, Sum>>();
  return {
    add(owner: Owner, variety: number, activity: Amounts): Sum {
      let own = byOwner.get(owner);
      if (!own) {
        own = new Map();
        byOwner.set(owner, own);
      }
      let sum = own.get(variety);
      if (!sum) {
        sum = { ...NOTHING };
        own.set(variety, sum);
      }
      sum.times += 1;
      sum.manager_turns += activity.manager_turns;
      sum.teacher_turns += activity.teacher_turns;
      sum.pupil_turns += activity.pupil_turns;
      sum.demo_lessons += activity.demo_lessons;
      sum.materials += activity.materials;
      return sum;
    },
    flatMap<T>(into: (owner: Owner, sums: ReadonlyMap<number, Sum>) => readonly T[]): T[] {
      return [...byOwner].flatMap(([owner, own]) => into(owner, own));
    },
  };
}

const NOTHING = {
  times: 0,
  manager_turns: 0,
  teacher_turns: 0,
  pupil_turns: 0,
  demo_lessons: 0,
  materials: 0,
};

/** Gives values numbers from 0 on, in the order in which they come. */
export function numbersOf<T>() {
  const numbers = new Map<T, number>();
  const values: T[] = [];
  return {
    of(value: T): number {
      const known = numbers.get(value);
      if (known !== undefined) return known;
      numbers.set(value, values.length);
      return values.push(value) - 1;
    },
    /** @throws when it was given to none */
    value(number: number): T {
      const value = values[number];
      if (value === undefined) throw new Error(`no value has the number ${number}`);
      return value;
    },
  };
}

/** Stretches of days: numbered in SQL, and each known by its first day. */
export interface Stretches {
  readonly count: number;
  /** Of the day `a.held_on`. */
  readonly number: RawBuilder<number>;
  readonly firstDay: (number: number) => string;
}

/** The days on which spans begin, and on which what comes behind them begins. */
export function cutsAt(spans: readonly Days[]): string[] {
  // Thousands of promises share a few days.
  const lastDays = new Set(spans.map(({ endsOn }) => endsOn));
  return [...new Set(spans.map(({ startsOn }) => startsOn)), ...[...lastDays].map((day) => addDays(day, 1))];
}

/** Divides some days where stretches begin. */
export function stretchesOf({ startsOn, endsOn }: Days, cuts: readonly string[]): Stretches {
  const days = [...new Set([startsOn, ...cuts.filter((cut) => startsOn < cut && cut <= endsOn)])].sort();
  // Found as in a sorted list.
  const between = (first: number, last: number): RawBuilder<number> => {
    if (first === last) return sql<number>`${sql.lit(first)}`;
    const middle = Math.ceil((first + last) / 2);
    return sql<number>`CASE WHEN a.held_on < ${days[middle]} THEN ${between(first, middle - 1)} ELSE ${between(middle, last)} END`;
  };
  return {
    count: days.length,
    number: between(0, days.length - 1),
    firstDay: (number) => days[number] ?? startsOn,
  };
}
