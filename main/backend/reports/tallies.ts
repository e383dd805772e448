import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import type { ReadDb } from '../../../db/read.ts';
import type { Schema } from '../../../db/schema.ts';
import type { StoredPair } from '../pairs/pairs.ts';
import type { CountedActivity } from './indicators.ts';
import { addDays } from './periods.ts';

type Days = { readonly startsOn: string; readonly endsOn: string };

/**
 * Activities that count alike, told of together: of the same pairs, for the same indicator, in the same stretch of days.
 * Thousands of activities are few tallies, so that the database adds up and no row of an activity need be read.
 */
export type Tally = CountedActivity & {
  /** The first day on which one of them was held. */
  readonly held_on: string;
  /** Who helped: one JSON list an activity, with commas between. */
  readonly speakers: string;
  readonly pairIds: readonly string[];
  readonly levels: ReadonlySet<StoredPair['level']>;
};

/** The days on which spans begin, and on which what comes behind them begins. */
export const cutsAt = (spans: readonly Days[]): string[] =>
  spans.flatMap(({ startsOn, endsOn }) => [startsOn, addDays(endsOn, 1)]);

/** Which stretch of days a day lies in, by the days on which stretches begin: found as in a sorted list. */
export function stretchOf(day: string, cuts: readonly string[]): RawBuilder<string> {
  const days = [...new Set(cuts)].sort();
  const between = (first: number, last: number): RawBuilder<string> => {
    if (first === last) return sql<string>`${sql.lit(`${first}`)}`;
    const middle = Math.ceil((first + last) / 2);
    return sql<string>`CASE WHEN ${sql.ref(day)} < ${days[middle - 1]} THEN ${between(first, middle - 1)} ELSE ${between(middle, last)} END`;
  };
  return between(0, days.length);
}

/** What all kinds of indicator add up, over the activities `a` of a group. */
export const sums = ({ fn }: ExpressionBuilder<Schema & { a: Schema['activity'] }, 'a'>) =>
  [
    fn.countAll<number>().as('times'),
    fn.min('a.held_on').as('held_on'),
    fn.sum<number>('a.manager_turns').as('manager_turns'),
    fn.sum<number>('a.teacher_turns').as('teacher_turns'),
    fn.sum<number>('a.pupil_turns').as('pupil_turns'),
    fn.sum<number>('a.demo_lessons').as('demo_lessons'),
    fn.sum<number>('a.materials').as('materials'),
  ] as const;

const speakers = sql<string>`coalesce(group_concat(a.speakers) FILTER (WHERE a.speakers <> '[]'), '[]')`.as(
  'speakers',
);

/** Which indicator each kind of activity counts for. */
export async function indicatorByKind(db: ReadDb): Promise<(kind: string) => string> {
  const kinds = await db.selectFrom('activity_kind').select(['code', 'indicator_code']).execute();
  const byKind = new Map(kinds.map(({ code, indicator_code }) => [code, indicator_code]));
  return (kind) => byKind.get(kind) ?? '';
}

/** What was done in a period by all together, where no pair or level is asked for: half as long to read. */
export async function totalsIn(
  db: ReadDb,
  programmeId: string,
  period: Days,
  cuts: readonly string[],
): Promise<Tally[]> {
  const indicatorOf = await indicatorByKind(db);
  const rows = await db
    .selectFrom('activity as a')
    .where('a.programme_id', '=', programmeId)
    .where('a.status', '=', 'done')
    .where('a.deleted_at', 'is', null)
    .where('a.held_on', '>=', period.startsOn)
    .where('a.held_on', '<=', period.endsOn)
    .groupBy(['a.kind_code', stretchOf('a.held_on', cuts)])
    .select(['a.kind_code'])
    .select(sums)
    .select(speakers)
    .execute();
  return rows.map((row) => ({
    ...row,
    indicator_code: indicatorOf(row.kind_code),
    pairIds: [],
    levels: new Set(),
  }));
}

/**
 * What was done in a period, from which every figure follows that counts activities.
 * @param cuts days at which a tally may not run on: where it is asked afterwards what was done in a part of the period
 */
export async function talliesIn(
  db: ReadDb,
  programmeId: string,
  period: Days,
  pairs: readonly StoredPair[],
  cuts: readonly string[],
): Promise<Tally[]> {
  const indicatorOf = await indicatorByKind(db);
  const levelOf = new Map(pairs.map((pair) => [pair.id, pair.level]));
  const inPeriod = db
    // Read once, in its own order: an activity of one pair needs no second look at the links.
    .with(
      (name) => name('joint').materialized(),
      (expression) =>
        expression
          .selectFrom('activity_pair')
          .where('deleted_at', 'is', null)
          .groupBy('activity_id')
          .having(({ fn }) => fn.countAll(), '>', 1)
          .select('activity_id'),
    )
    .selectFrom('activity as a')
    .leftJoin('activity_pair as l', (join) =>
      join.onRef('l.activity_id', '=', 'a.id').on('l.deleted_at', 'is', null),
    )
    .where('a.programme_id', '=', programmeId)
    .where('a.status', '=', 'done')
    .where('a.deleted_at', 'is', null)
    .where('a.held_on', '>=', period.startsOn)
    .where('a.held_on', '<=', period.endsOn);
  const alone = await inPeriod
    .where('a.id', 'not in', sql<string>`joint`)
    .groupBy(['l.pair_id', 'a.kind_code', stretchOf('a.held_on', cuts)])
    .select(['l.pair_id', 'a.kind_code'])
    .select(sums)
    .select(speakers)
    .execute();
  // An activity of several pairs counts once in all, whatever it is divided by, so it stays one of its own.
  const together = await inPeriod
    .where('a.id', 'in', sql<string>`joint`)
    .select(['a.id', 'l.pair_id', 'a.kind_code', 'a.held_on', 'a.speakers'])
    .select(['a.manager_turns', 'a.teacher_turns', 'a.pupil_turns', 'a.demo_lessons', 'a.materials'])
    .execute();
  const joint = [...Map.groupBy(together, ({ id }) => id).values()].flatMap((links) => {
    const [first] = links;
    return first ? [{ ...first, times: 1, pairIds: links.flatMap(({ pair_id }) => pair_id ?? []) }] : [];
  });
  return [
    ...alone.map((tally) => ({ ...tally, pairIds: tally.pair_id === null ? [] : [tally.pair_id] })),
    ...joint,
  ].map((tally) => ({
    ...tally,
    indicator_code: indicatorOf(tally.kind_code),
    levels: new Set(tally.pairIds.flatMap((id) => levelOf.get(id) ?? [])),
  }));
}
