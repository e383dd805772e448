import { sql } from 'kysely';
import type { ReadDb } from '../../../db/read.ts';
import { foldedWords } from '../../../db/text.ts';
import { shownDay } from '../text/dates.ts';
import { type Findable, findable, firstOf, type Lines, linesIn, saying } from './shelf.ts';

/** Of the newest activities that fit so many are put in order. */
const NEWEST = 200;

/** Topics of all activities, the newest first. What else is shown of one is read when it is found: there may be many. */
export interface Deeds {
  readonly topics: Lines;
  /** Their rows in the database. */
  readonly rows: Float64Array;
}

/** Reads what activities are searched by; SQLite joins it, because two hundred thousand rows take long to make objects of. */
export async function readDeeds(db: ReadDb): Promise<Deeds> {
  const newestFirst = db
    .selectFrom('activity')
    .where('deleted_at', 'is', null)
    .orderBy('held_on', 'desc')
    .select([sql<number>`rowid`.as('place'), sql<string>`replace(folded, char(10), ' ')`.as('topic')]);
  const { topics, places } = await db
    .selectFrom(newestFirst.as('a'))
    .select([
      sql<string | null>`group_concat(a.topic, char(10))`.as('topics'),
      sql<string | null>`group_concat(a.place)`.as('places'),
    ])
    .executeTakeFirstOrThrow();
  return {
    topics: linesIn(topics === null ? '' : `${topics}\n`),
    rows: Float64Array.from(places?.split(',') ?? [], Number),
  };
}

/** The newest activities in whose topic every word of a text occurs. */
export async function newestSaying(
  db: ReadDb,
  { topics, rows }: Deeds,
  text: string,
): Promise<readonly Findable[]> {
  const words = foldedWords(text);
  const places = firstOf(saying(topics, words), NEWEST, () => true).map((index) => rows[index]);
  if (places.length === 0) return [];
  const found = await db
    .selectFrom('activity as a')
    .innerJoin('activity_kind as k', 'k.code', 'a.kind_code')
    .where(sql`a.rowid`, 'in', places)
    .select(['a.id', 'a.topic', 'a.held_on', 'k.name as kind_name'])
    .execute();
  return found.map(({ id, topic, held_on, kind_name }) =>
    findable({ kind: 'activity', id, title: topic, note: `${kind_name}, ${shownDay(held_on)}` }, topic),
  );
}
