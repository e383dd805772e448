import { type ExpressionBuilder, type RawBuilder, type Selectable, sql } from 'kysely';
import { z } from 'zod';
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
  /** Names of who helped, one a person and activity. */
  readonly speakers: readonly string[];
  readonly pairIds: readonly string[];
  readonly levels: ReadonlySet<StoredPair['level']>;
};

const lists = z.array(z.array(z.string()));
/** Most activities name nobody: their text needs no reading. */
const NOBODY = '[]';
const NO_NAMES: readonly string[] = [];
const NO_LEVELS: Tally['levels'] = new Set();

/** The names in lists of who helped: one JSON list an activity, with commas between. */
export const speakersIn = (text: string): readonly string[] =>
  text === NOBODY ? NO_NAMES : lists.parse(JSON.parse(`[${text}]`)).flat();

/** The days on which spans begin, and on which what comes behind them begins. */
export function cutsAt(spans: readonly Days[]): string[] {
  // Thousands of promises share a few days.
  const lastDays = new Set(spans.map(({ endsOn }) => endsOn));
  return [...new Set(spans.map(({ startsOn }) => startsOn)), ...[...lastDays].map((day) => addDays(day, 1))];
}

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

type Activity = Selectable<Schema['activity']>;
const ANY_INDEX = sql<Activity>`activity`.as<'a'>(sql`a`);
/** Its index has all that is added up, in this order; SQLite by itself would look for the days and sort. */
const BY_KIND_AND_DAY = sql<Activity>`activity`.as<'a'>(sql`a INDEXED BY activity_tally`);

const doneIn = (db: ReadDb, programmeId: string, { startsOn, endsOn }: Days, activity = ANY_INDEX) =>
  db
    .selectFrom(activity)
    .where('a.programme_id', '=', programmeId)
    .where('a.status', '=', 'done')
    .where('a.deleted_at', 'is', null)
    .where('a.held_on', '>=', startsOn)
    .where('a.held_on', '<=', endsOn);

/** What the database added up, for one tally. */
type Sums = Omit<Tally, 'indicator_code' | 'speakers' | 'pairIds' | 'levels'> & {
  readonly kind_code: string;
  readonly speakers: string;
};

/** Makes tallies of sums: of which pairs, and their levels where these are asked for. */
async function tallyMaker(db: ReadDb) {
  const indicatorOf = await indicatorByKind(db);
  return (row: Sums, pairIds: readonly string[], levels = NO_LEVELS): Tally => ({
    ...row,
    indicator_code: indicatorOf(row.kind_code),
    speakers: speakersIn(row.speakers),
    pairIds,
    levels,
  });
}

/** What was done in a period by all together, by days, where no pair or level is asked for. */
export async function totalsIn(db: ReadDb, programmeId: string, period: Days): Promise<Tally[]> {
  const tallyOf = await tallyMaker(db);
  const rows = await doneIn(db, programmeId, period, BY_KIND_AND_DAY)
    .groupBy(['a.kind_code', 'a.held_on'])
    .select(['a.kind_code'])
    .select(sums)
    .select(speakers)
    .execute();
  return rows.map((row) => tallyOf(row, []));
}

/** What each pair did in a period. An activity of several pairs counts for each of them: they add up to more than all. */
export async function sharesIn(db: ReadDb, programmeId: string, period: Days): Promise<Tally[]> {
  const tallyOf = await tallyMaker(db);
  const rows = await doneIn(db, programmeId, period)
    .innerJoin('activity_pair as l', 'l.activity_id', 'a.id')
    .where('l.deleted_at', 'is', null)
    .groupBy(['l.pair_id', 'a.kind_code'])
    .select(['l.pair_id', 'a.kind_code'])
    .select(sums)
    .select(speakers)
    .execute();
  return rows.map((row) => tallyOf(row, [row.pair_id]));
}

/** Activities of several pairs. */
const ofSeveral = (db: ReadDb) =>
  db
    .selectFrom('activity_pair')
    .where('deleted_at', 'is', null)
    .groupBy('activity_id')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .select('activity_id');

/** How many activities of a period several pairs took part in. */
export async function jointIn(db: ReadDb, programmeId: string, period: Days): Promise<number> {
  const { times } = await doneIn(db, programmeId, period)
    .where('a.id', 'in', ofSeveral(db))
    .select(({ fn }) => fn.countAll<number>().as('times'))
    .executeTakeFirstOrThrow();
  return times;
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
  const tallyOf = await tallyMaker(db);
  const levelOf = new Map(pairs.map((pair) => [pair.id, pair.level]));
  const inPeriod = doneIn(db, programmeId, period).leftJoin('activity_pair as l', (join) =>
    join.onRef('l.activity_id', '=', 'a.id').on('l.deleted_at', 'is', null),
  );
  const alone = await inPeriod
    .where('a.id', 'not in', ofSeveral(db))
    .groupBy(['l.pair_id', 'a.kind_code', stretchOf('a.held_on', cuts)])
    .select(['l.pair_id', 'a.kind_code'])
    .select(sums)
    .select(speakers)
    .execute();
  // An activity of several pairs counts once in all, whatever it is divided by, so it stays one of its own.
  const together = await inPeriod
    .where('a.id', 'in', ofSeveral(db))
    .select(['a.id', 'l.pair_id', 'a.kind_code', 'a.held_on', 'a.speakers'])
    .select(['a.manager_turns', 'a.teacher_turns', 'a.pupil_turns', 'a.demo_lessons', 'a.materials'])
    .execute();
  const tallyOfPairs = (row: Sums, pairIds: readonly string[]) =>
    tallyOf(row, pairIds, new Set(pairIds.flatMap((id) => levelOf.get(id) ?? [])));
  const joint = [...Map.groupBy(together, ({ id }) => id).values()].flatMap((links) => {
    const [first] = links;
    const pairIds = links.flatMap(({ pair_id }) => pair_id ?? []);
    return first ? [tallyOfPairs({ ...first, times: 1 }, pairIds)] : [];
  });
  return [...alone.map((row) => tallyOfPairs(row, row.pair_id === null ? [] : [row.pair_id])), ...joint];
}
