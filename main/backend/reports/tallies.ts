import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { ReadDb } from '../../../db/read.ts';
import type { Schema } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import type { StoredPair } from '../pairs/pairs.ts';
import {
  AMOUNTS,
  cutsAt,
  heldIn,
  NUMBER,
  numbersOf,
  portionsOf,
  type Sum,
  stretchesOf,
  sumsBy,
  TRAITS,
  traitsOf,
} from './adding.ts';
import type { CountedActivity } from './indicators.ts';
import { addDays, type Days, laterOf } from './periods.ts';

/**
 * Activities that count alike, told of together: of the same pairs, for the same indicator, in the same stretch of days.
 * Thousands of activities are few tallies.
 */
export type Tally = CountedActivity & {
  /** A day of the stretch. */
  readonly held_on: string;
  /** Search keys of the names of who helped. */
  readonly speakers: readonly string[];
  readonly pairIds: readonly string[];
  readonly levels: ReadonlySet<StoredPair['level']>;
};

/** How many activities are told of. */
export const timesOf = (tallies: readonly Pick<Tally, 'times'>[]): number =>
  tallies.reduce((total, { times = 1 }) => total + times, 0);

const lists = z.array(z.array(z.string()));
const NO_LEVELS: Tally['levels'] = new Set();

/** The names in lists of who helped: one JSON list an activity, with commas between. */
export const speakersIn = (text: string): readonly string[] => lists.parse(JSON.parse(`[${text}]`)).flat();

/** Which indicator each kind of activity counts for. */
export async function indicatorByKind(db: ReadDb): Promise<(kind: string) => string> {
  const kinds = await db.selectFrom('activity_kind').select(['code', 'indicator_code']).execute();
  const byKind = new Map(kinds.map(({ code, indicator_code }) => [code, indicator_code]));
  return (kind) => byKind.get(kind) ?? '';
}

/** Its index has all that is added up, in this order; SQLite by itself would look for the days and sort. */
const BY_KIND_AND_DAY = sql<Selectable<Schema['activity']>>`activity`.as<'a'>(
  sql`a INDEXED BY activity_tally`,
);

/** The same people help again and again: each list of names is read once. */
function helpersReader() {
  const known = new Map<string, readonly string[]>();
  const read = (text: string) => {
    const found = known.get(text) ?? speakersIn(text).map(fold);
    known.set(text, found);
    return found;
  };
  return (texts: readonly string[]): readonly string[] =>
    texts.length === 0 ? texts : [...new Set(texts.flatMap(read))];
}

/** What was done in a period by all together, by days, where no pair or level is asked for: read off an index in its order. */
export async function totalsIn(db: ReadDb, programmeId: string, period: Days): Promise<Tally[]> {
  const indicatorOf = await indicatorByKind(db);
  const helpersIn = helpersReader();
  const rows = await heldIn(db, programmeId, period, BY_KIND_AND_DAY)
    .where('a.status', '=', 'done')
    .where('a.deleted_at', 'is', null)
    .groupBy(['a.kind_code', 'a.held_on'])
    .select(({ fn }) => [
      'a.kind_code',
      'a.held_on',
      fn.countAll<number>().as('times'),
      fn.sum<number>('a.manager_turns').as('manager_turns'),
      fn.sum<number>('a.teacher_turns').as('teacher_turns'),
      fn.sum<number>('a.pupil_turns').as('pupil_turns'),
      fn.sum<number>('a.demo_lessons').as('demo_lessons'),
      fn.sum<number>('a.materials').as('materials'),
      sql<string | null>`group_concat(a.speakers) FILTER (WHERE a.speakers <> '[]')`.as('speakers'),
    ])
    .execute();
  return rows.map(({ kind_code, speakers, ...sum }) => ({
    ...sum,
    indicator_code: indicatorOf(kind_code),
    speakers: helpersIn(speakers === null ? [] : [speakers]),
    pairIds: [],
    levels: NO_LEVELS,
  }));
}

/**
 * What was done in a period, from which every figure follows that counts activities. An activity of several pairs counts
 * once in all, whatever it is divided by, so it is only told of with those of the very same pairs.
 * @param cuts days at which a tally may not run on: where it is asked afterwards what was done in a part of the period
 */
export async function talliesIn(
  db: ReadDb,
  programmeId: string,
  period: Days,
  pairs: readonly StoredPair[],
  cuts: readonly string[],
): Promise<Tally[]> {
  const stretches = stretchesOf(period, cuts);
  const kinds = numbersOf<string>();
  const alone = sumsBy<string | null>();
  const joint = sumsBy<string>();
  for await (const portion of portionsOf(db, programmeId, period, stretches)) {
    const links = await portion
      .where('a.status', '=', 'done')
      .select(NUMBER.as('number'))
      .select(sql<string | null>`nullif(a.speakers, '[]')`.as('speakers'))
      .select(AMOUNTS)
      .execute();
    let last: number | undefined;
    for (let at = 0; at < links.length; at += 1) {
      const link = links[at];
      if (!link || link.number === last) continue;
      last = link.number;
      const kind = kinds.of(link.kind_code) * stretches.count + link.stretch;
      const sum =
        links[at + 1]?.number === last
          ? joint.add(pairsFrom(links, at), kind * TRAITS + traitsOf(link), link)
          : alone.add(link.pair_id, kind * TRAITS, link);
      if (link.speakers === null) continue;
      sum.speakers ??= [];
      sum.speakers.push(link.speakers);
    }
  }
  const indicatorOf = await indicatorByKind(db);
  const helpersIn = helpersReader();
  const levelOf = new Map(pairs.map(({ id, level }) => [id, level]));
  const talliesOfPairs = (pairIds: readonly string[], sums: ReadonlyMap<number, Sum>) => {
    const levels = new Set(pairIds.flatMap((id) => levelOf.get(id) ?? []));
    return Array.from(sums, ([variety, sum]): Tally => {
      const kind = Math.floor(variety / TRAITS);
      return {
        ...sum,
        held_on: stretches.firstDay(kind % stretches.count),
        indicator_code: indicatorOf(kinds.value(Math.floor(kind / stretches.count))),
        speakers: helpersIn(sum.speakers ?? []),
        pairIds,
        levels,
      };
    });
  };
  return [
    ...alone.flatMap((pairId, sums) => talliesOfPairs(pairId === null ? [] : [pairId], sums)),
    ...joint.flatMap((pairIds, sums) => talliesOfPairs(pairIds.split(' '), sums)),
  ];
}

/** The pairs of an activity of several, whose first link lies there, with spaces between. */
function pairsFrom(
  links: readonly { readonly number: number; readonly pair_id: string | null }[],
  at: number,
): string {
  const number = links[at]?.number;
  let pairIds = links[at]?.pair_id ?? '';
  for (let next = at + 1; links[next]?.number === number; next += 1) pairIds += ` ${links[next]?.pair_id}`;
  return pairIds;
}

/** The same for some spans of days, with cuts between them; what follows each other is read at once. */
export async function talliesOf(
  db: ReadDb,
  programmeId: string,
  spans: readonly Days[],
  pairs: readonly StoredPair[],
): Promise<Tally[]> {
  let tallies: Tally[] = [];
  for (const days of joined(spans))
    tallies = tallies.concat(await talliesIn(db, programmeId, days, pairs, cutsAt(spans)));
  return tallies;
}

/** Spans of days, those that touch or overlap as one. */
function joined(spans: readonly Days[]): Days[] {
  const found: Days[] = [];
  for (const span of spans.toSorted((left, right) => (left.startsOn < right.startsOn ? -1 : 1))) {
    const last = found.at(-1);
    if (last && span.startsOn <= addDays(last.endsOn, 1))
      found.splice(-1, 1, { startsOn: last.startsOn, endsOn: laterOf(last.endsOn, span.endsOn) });
    else found.push(span);
  }
  return found;
}
