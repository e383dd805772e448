import { sql } from 'kysely';
import type { JournalRow } from '../../../db/journal.ts';
import { parsePayload } from '../../../db/payload.ts';
import type { ReadDb } from '../../../db/read.ts';
import type { JournalTable } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import type { JournalFilter } from '../../../preload/contract/journal.ts';
import { matcherOf } from '../personal-data/matcher.ts';
import { textsIn } from '../personal-data/texts.ts';
import { namesOf } from '../reports/changes/known.ts';

/** A journal can be far larger than the memory that it may take. */
const AT_ONCE = 1000;
/** How many rows are looked through for a text before the person is asked whether to go on. */
const LOOKED_THROUGH = 20_000;
const KEYS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A row of the journal with its hash. */
export interface HashedRow extends JournalRow {
  readonly hash: string;
}

/** Rows of the journal, the newest first. */
export interface JournalPage {
  readonly rows: readonly HashedRow[];
  /** The row before which the next page begins; null where no older rows follow. */
  readonly next: number | null;
}

const midnight = (day: string, later = 0): string => {
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
};

/** Whether a row says a text, or is about something that is called so today. */
async function textTest(db: ReadDb, text: string, today: string): Promise<(payload: string) => boolean> {
  const { mayStandIn } = matcherOf(text);
  const wanted = fold(text);
  const named = Object.values(await namesOf(db, today)).flatMap((names) => [...names]);
  const keys = new Set(named.flatMap(([key, name]) => (fold(name).includes(wanted) ? [key] : [])));
  return (payload) => {
    if (keys.size > 0 && payload.match(KEYS)?.some((key) => keys.has(key))) return true;
    return mayStandIn(payload) && textsIn(parsePayload(payload)).some((said) => fold(said).includes(wanted));
  };
}

/** The names of those who did something that contain a text. */
async function actorsCalled(db: ReadDb, text: string): Promise<string[]> {
  const rows = await db.selectFrom('journal').select('actor').distinct().execute();
  return rows.flatMap(({ actor }) => (fold(actor).includes(fold(text)) ? [actor] : []));
}

/**
 * The newest rows that a filter lets through, before a row if one is given. A search for a text ends after a while,
 * maybe with nothing found yet.
 */
export async function journalPage(
  db: ReadDb,
  { actor, from, to, command, text }: JournalFilter,
  {
    limit,
    before,
    today,
    budget = LOOKED_THROUGH,
  }: {
    readonly limit: number;
    readonly before: number | null;
    readonly today: string;
    readonly budget?: number;
  },
): Promise<JournalPage> {
  const actors = actor === '' ? null : await actorsCalled(db, actor);
  const says = text === '' ? null : await textTest(db, text, today);
  const rows: JournalTable[] = [];
  let next = before ?? Number.MAX_SAFE_INTEGER;
  const size = says ? AT_ONCE : Math.min(AT_ONCE, limit + 1);
  for (let looked = 0; ; looked += size) {
    const found = await db
      .selectFrom('journal')
      .selectAll()
      .where('sequence', '<', next)
      .$if(actors !== null, (asked) => asked.where('actor', 'in', actors ?? []))
      .$if(command !== null, (asked) => asked.where('command', '=', command ?? ''))
      .$if(from !== null, (asked) => asked.where('at', '>=', midnight(from ?? '')))
      .$if(to !== null, (asked) => asked.where('at', '<', midnight(to ?? '', 1)))
      .orderBy('sequence', 'desc')
      .limit(size)
      .execute();
    for (const row of found) if (!says || (row.payload !== null && says(row.payload))) rows.push(row);
    const last = found.at(-1)?.sequence;
    const isEnd = last === undefined || found.length < size;
    if (rows.length > limit) return pageOf(rows.slice(0, limit), rows[limit - 1]?.sequence ?? null);
    if (isEnd) return pageOf(rows, null);
    next = last;
    if (looked + size >= budget) return pageOf(rows, next);
  }
}

const pageOf = (rows: readonly JournalTable[], next: number | null): JournalPage => ({
  rows: rows.map(toRow),
  next,
});

const toRow = ({ sequence, at, actor, command, payload, hash }: JournalTable): HashedRow => ({
  sequence,
  at,
  actor,
  command,
  hash,
  payload: payload === null ? null : parsePayload(payload),
});

/** Which of the rows from one on were taken back since. */
export async function undoneSince(db: ReadDb, sequence: number): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('journal')
    .where('sequence', '>', sequence)
    .where('command', '=', 'history.undo')
    .select(sql<number | null>`payload ->> '$.undoes'`.as('undoes'))
    .execute();
  return new Set(rows.flatMap(({ undoes }) => (undoes === null ? [] : [undoes])));
}
