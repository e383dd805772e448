import { createHash, randomBytes } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { type Change, type Image, type JournalPayload, parsePayload } from './payload.ts';
import type { JournalTable } from './schema.ts';
import { prepared } from './statements.ts';
import { tablesOf } from './tables.ts';

/** Who did what, when. */
export interface JournalEntry {
  readonly actor: string;
  /** Name of the procedure. */
  readonly command: string;
  /** Instant, ISO UTC. */
  readonly at: string;
}

/** A row of the journal as it is shown; the payload is null after a redaction. */
export interface JournalRow extends JournalEntry {
  readonly sequence: number;
  readonly payload: JournalPayload | null;
}

/** Thrown when rows have changed since, so that taking back would lose the later change. */
export class UndoConflict extends Error {}

/** Not recorded: the journal itself, screen settings, hashes of passwords, and the migrator's own tables. */
const UNRECORDED = new Set(['journal', 'setting', 'password', 'kysely_migration', 'kysely_migration_lock']);

const GENESIS = '0'.repeat(64);
/** Payloads up to here are looked at again before they are stored: whether they are JSON. */
const CHECKED_BYTES = 1_000_000;

/** Keeps one-line calls readable; the caller says what a row is. */
const all = <T>(sqlite: Sqlite.Database, text: string, ...values: unknown[]): T[] =>
  prepared(sqlite, text).all(...values) as T[];

interface Column {
  readonly name: string;
  readonly pk: number;
}

const columnsOf = (sqlite: Sqlite.Database, table: string): Column[] =>
  all<Column>(sqlite, 'SELECT name, pk FROM pragma_table_info(?)', table);

function keyOf(sqlite: Sqlite.Database, table: string): string {
  const key = columnsOf(sqlite, table).find((column) => column.pk === 1);
  if (!key) throw new Error(`table without a key: ${table}`);
  return key.name;
}

/** The columns of each recorded table, of each connection. */
const recorded = new WeakMap<Sqlite.Database, ReadonlyMap<string, readonly string[]>>();

/**
 * Records every change of every table from now on, by triggers of this connection.
 *
 * The database itself writes the before and after images, so that no command can forget one. The triggers
 * are temporary: they follow the schema as it is and need no migration.
 */
export function installRecorder(sqlite: Sqlite.Database): void {
  sqlite.exec('CREATE TEMP TABLE change (number INTEGER PRIMARY KEY, name TEXT, before TEXT, after TEXT)');
  const tables = tablesOf(sqlite).filter((table) => !UNRECORDED.has(table));
  const columnsIn = (table: string) => columnsOf(sqlite, table).map(({ name }) => name);
  const columnsByTable = new Map(tables.map((table) => [table, columnsIn(table)]));
  recorded.set(sqlite, columnsByTable);
  for (const [name, columns] of columnsByTable) {
    const image = (alias: string) =>
      `json_object(${columns.map((column) => `'${column}', ${alias}."${column}"`).join(', ')})`;
    const values = `json_array('${name}', ${columns.map((column) => `NEW."${column}"`).join(', ')})`;
    const record = (event: string, before: string, after: string) =>
      `CREATE TEMP TRIGGER record_${event}_${name} AFTER ${event} ON main."${name}" BEGIN
        INSERT INTO change (name, before, after) VALUES ('${name}', ${before}, ${after}); END;`;
    sqlite.exec(record('INSERT', 'NULL', values));
    sqlite.exec(record('UPDATE', image('OLD'), image('NEW')));
    sqlite.exec(record('DELETE', image('OLD'), 'NULL'));
  }
}

/**
 * What the triggers recorded, as the elements of a JSON array in UTF-8, and the tables that have new rows. SQLite joins
 * them, because an import of the country's schools comes to 53 MB, which as texts of JavaScript would be copied and
 * encoded several times.
 */
const RECORDED = `SELECT CAST(group_concat(image) AS BLOB), group_concat(DISTINCT fresh) FROM (
  SELECT coalesce('{"table":' || json_quote(name) || ',"before":' || before || ',"after":' || coalesce(after, 'null') || '}',
                  after) AS image,
         iif(before IS NULL, name, NULL) AS fresh
    FROM temp.change WHERE before IS NOT after ORDER BY number)`;

/**
 * Writes the journal row of the command that ran since the last one. Call it inside the command's own
 * transaction: the data and its record are stored together or not at all. A command that removes what rows said
 * leaves no images: they would say it again.
 */
export function appendJournal(
  sqlite: Sqlite.Database,
  entry: JournalEntry,
  { undoes, reason, forgotten }: Omit<JournalPayload, 'changes'> = {},
): void {
  const [images, fresh] = forgotten
    ? []
    : (prepared(sqlite, RECORDED).raw().get() as [Buffer | null, string | null]);
  const columns = fresh?.split(',').map((table) => [table, recorded.get(sqlite)?.get(table)] as const);
  prepared(sqlite, 'DELETE FROM temp.change').run();
  const more = [
    ...(columns === undefined ? [] : [`,"columns":${JSON.stringify(Object.fromEntries(columns))}`]),
    ...(undoes === undefined ? [] : [`,"undoes":${undoes}`]),
    ...(reason === undefined ? [] : [`,"reason":${JSON.stringify(reason)}`]),
    ...(forgotten === undefined ? [] : [`,"forgotten":[${forgotten.join(',')}]`]),
  ];
  const payload = Buffer.concat([
    Buffer.from('{"changes":['),
    images ?? Buffer.alloc(0),
    Buffer.from(`]${more.join('')}}`),
  ]);
  const [last] = all<{ sequence: number; hash: string }>(
    sqlite,
    'SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1',
  );
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? GENESIS;
  const id = uuidv7();
  const salt = randomBytes(16).toString('hex');
  const digest = sha256(salt, payload);
  const hash = chainHash({ sequence, id, ...entry, digest, previousHash });
  const insert = prepared(
    sqlite,
    `INSERT INTO journal (sequence, id, at, actor, command, payload, salt, digest, previous_hash, hash)
       VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)`,
  );
  // SQLite made the JSON itself. To look at so much of it again takes longer than to hash it, and twice its memory.
  const isLarge = payload.length > CHECKED_BYTES;
  if (isLarge) sqlite.pragma('ignore_check_constraints = ON');
  try {
    insert.run(sequence, id, entry.at, entry.actor, entry.command, payload, salt, digest, previousHash, hash);
  } finally {
    if (isLarge) sqlite.pragma('ignore_check_constraints = OFF');
  }
}

/** Of the parts one after the other; texts count as UTF-8. */
function sha256(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

interface Link extends JournalEntry {
  readonly sequence: number;
  readonly id: string;
  readonly digest: string;
  readonly previousHash: string;
}

function chainHash(link: Link): string {
  const { sequence, id, at, actor, command, digest, previousHash } = link;
  return sha256(JSON.stringify([previousHash, sequence, id, at, actor, command, digest]));
}

const toJournalRow = (row: JournalTable): JournalRow => ({
  sequence: row.sequence,
  at: row.at,
  actor: row.actor,
  command: row.command,
  payload: row.payload === null ? null : parsePayload(row.payload),
});

/** The newest rows of the journal first; with a key only those that mention it. */
export function readJournal(sqlite: Sqlite.Database, limit: number, key?: string): JournalRow[] {
  const found =
    key === undefined
      ? all<JournalTable>(sqlite, 'SELECT * FROM journal ORDER BY sequence DESC LIMIT ?', limit)
      : all<JournalTable>(
          sqlite,
          'SELECT * FROM journal WHERE instr(payload, ?) > 0 ORDER BY sequence DESC LIMIT ?',
          key,
          limit,
        );
  return found.map(toJournalRow);
}

const tops = new WeakMap<Sqlite.Database, { readonly sequence: number; readonly hash: string }>();

/**
 * Hash of the newest row, which stands for all before it; empty before the first. It is read once a row: in the row it
 * lies behind the payload, which is 53 MB after an import of a whole country.
 */
export function topOfJournal(sqlite: Sqlite.Database): string {
  const [top] = all<{ sequence: number | null }>(sqlite, 'SELECT max(sequence) AS sequence FROM journal');
  const sequence = top?.sequence ?? null;
  if (sequence === null) return '';
  const known = tops.get(sqlite);
  if (known?.sequence === sequence) return known.hash;
  const [row] = all<{ hash: string }>(sqlite, 'SELECT hash FROM journal WHERE sequence = ?', sequence);
  const hash = row?.hash ?? '';
  // A row that may yet be taken back with its transaction is not remembered: another would come under its number.
  if (!sqlite.inTransaction) tops.set(sqlite, { sequence, hash });
  return hash;
}

/** Who put a row into the bin; `key` is the row's own. */
export interface Removal {
  readonly table: string;
  readonly key: string;
  readonly actor: string;
}

/** Every putting into the bin that the journal tells of, the last ones last. */
export const readRemovals = (sqlite: Sqlite.Database): Removal[] =>
  all<Removal>(
    sqlite,
    `SELECT c.value ->> '$.table' AS "table",
            coalesce(c.value ->> '$.after.id', c.value ->> '$.after.code') AS key, j.actor
       FROM journal j, json_each(j.payload, '$.changes') c
      -- Only rows that set the stamp are taken apart: an import's thousands of new rows don't.
      WHERE instr(j.payload, '"deleted_at":"') > 0
        AND c.value ->> '$.before.deleted_at' IS NULL
        AND c.value ->> '$.after.deleted_at' IS NOT NULL
      ORDER BY j.sequence`,
  );

/** A row of the journal that is not what it was, with what it says of itself. */
export interface ChainFault extends Pick<JournalEntry, 'at' | 'command'> {
  readonly sequence: number;
  /** `blanked`: its payload is gone, and no later row says that it was removed. */
  readonly problem: 'altered' | 'chain_broken' | 'blanked';
}

/**
 * Walks the chain and names each row whose content, place or predecessor is not what it was.
 * It shows careless or later edits; an owner of the file who recomputes the whole chain stays unseen.
 */
export function verifyJournal(sqlite: Sqlite.Database, upTo = Number.MAX_SAFE_INTEGER): ChainFault[] {
  const problems: ChainFault[] = [];
  const blank: ChainFault[] = [];
  const forgotten = new Set<number>();
  let expectedSequence = 1;
  let expectedPrevious = GENESIS;
  for (const row of sqlite.prepare<[], JournalTable>('SELECT * FROM journal ORDER BY sequence').iterate()) {
    const { sequence, at, command, payload } = row;
    const isIntact =
      (payload === null || sha256(`${row.salt}`, payload) === row.digest) &&
      chainHash({ ...row, previousHash: row.previous_hash }) === row.hash;
    const fault = (problem: ChainFault['problem']): ChainFault => ({ sequence, at, command, problem });
    if (sequence > upTo) {
      // Only for what it says of earlier rows.
    } else if (!isIntact) problems.push(fault('altered'));
    else if (sequence !== expectedSequence || row.previous_hash !== expectedPrevious)
      problems.push(fault('chain_broken'));
    else if (payload === null) blank.push(fault('blanked'));
    if (isIntact && payload !== null) for (const each of forgottenBy(payload)) forgotten.add(each);
    expectedSequence = sequence + 1;
    expectedPrevious = row.hash;
  }
  return [...problems, ...blank.filter(({ sequence }) => !forgotten.has(sequence))].sort(
    (left, right) => left.sequence - right.sequence,
  );
}

/** The rows that a payload says were removed. */
function forgottenBy(payload: string): readonly number[] {
  if (!payload.includes('"forgotten":[')) return [];
  return parsePayload(payload).forgotten ?? [];
}

/** Removes what a row said for the sake of privacy; its digest stays, so the chain still holds. */
export function redactJournal(sqlite: Sqlite.Database, sequence: number): void {
  sqlite.prepare('UPDATE journal SET payload = NULL, salt = NULL WHERE sequence = ?').run(sequence);
}

/**
 * Removes what rows said, inside a command whose own row is to name them (`forgotten`).
 * @returns the rows to be named: those, and any that one of them had named before
 */
export function forgetRows(sqlite: Sqlite.Database, sequences: readonly number[]): number[] {
  const payloadOf = sqlite.prepare<[number], string | null>('SELECT payload FROM journal WHERE sequence = ?');
  const named = new Set(sequences);
  for (const sequence of sequences) {
    for (const each of forgottenBy(payloadOf.pluck().get(sequence) ?? '')) named.add(each);
    redactJournal(sqlite, sequence);
  }
  return [...named].sort((left, right) => left - right);
}

/**
 * Takes one journalled command back by its before-images, last change first, inside the caller's
 * transaction. Already undone or redacted rows, rows changed since, rows that others have come to need,
 * keys that were taken meanwhile, and commands that are not among the undoable ones are a conflict.
 * @throws UndoConflict
 */
export function undoEntry(sqlite: Sqlite.Database, sequence: number, undoable: ReadonlySet<string>): void {
  const [row] = all<JournalTable>(sqlite, 'SELECT * FROM journal WHERE sequence = ?', sequence);
  const payload = row && toJournalRow(row).payload;
  if (!payload || !undoable.has(row.command)) throw new UndoConflict('nothing to take back');
  sqlite.pragma('defer_foreign_keys = ON');
  const revert = reverter(sqlite);
  try {
    for (const change of payload.changes.toReversed()) revert(change);
  } catch (error) {
    const isTaken = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
    throw isTaken ? new UndoConflict('its place has been taken', { cause: error }) : error;
  }
  // Deferred references would only fail at the commit, when nobody can tell any more why.
  for (const table of tablesAtRisk(sqlite, payload.changes))
    if (all(sqlite, `PRAGMA foreign_key_check("${table}")`).length > 0)
      throw new UndoConflict('still needed');
}

/** Tables whose references may lead nowhere after changes were taken back: of rows that are there again, and to rows that are gone. */
function tablesAtRisk(sqlite: Sqlite.Database, changes: readonly Change[]): ReadonlySet<string> {
  const written = new Set(changes.filter(({ before }) => before !== null).map(({ table }) => table));
  const emptied = new Set(changes.filter(({ before }) => before === null).map(({ table }) => table));
  if (emptied.size === 0) return written;
  const referring = all<{ name: string; parent: string }>(
    sqlite,
    `SELECT t.name, f."table" AS parent FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'`,
  );
  return new Set([
    ...written,
    ...referring.filter(({ parent }) => emptied.has(parent)).map(({ name }) => name),
  ]);
}

/** Puts rows back as they were before a change; an import has changed hundreds of thousands. */
function reverter(sqlite: Sqlite.Database): (change: Change) => void {
  const keys = new Map<string, string>();
  const keyIn = (table: string): string => {
    const key = keys.get(table) ?? keyOf(sqlite, table);
    keys.set(table, key);
    return key;
  };
  return ({ table, before, after }) => {
    const key = keyIn(table);
    const [current] = all<Image>(
      sqlite,
      `SELECT * FROM "${table}" WHERE "${key}" = ?`,
      (after ?? before)?.[key],
    );
    if (!sameImage(current ?? null, after)) throw new UndoConflict(`${table} has changed since`);
    if (before === null) {
      prepared(sqlite, `DELETE FROM "${table}" WHERE "${key}" = ?`).run(after?.[key]);
      return;
    }
    const columns = Object.keys(before);
    if (after === null) {
      const names = columns.map((name) => `"${name}"`).join(', ');
      const marks = columns.map(() => '?').join(', ');
      prepared(sqlite, `INSERT INTO "${table}" (${names}) VALUES (${marks})`).run(...Object.values(before));
      return;
    }
    const assignments = columns.map((name) => `"${name}" = ?`).join(', ');
    prepared(sqlite, `UPDATE "${table}" SET ${assignments} WHERE "${key}" = ?`).run(
      ...Object.values(before),
      before[key],
    );
  };
}

function sameImage(left: Image | null, right: Image | null): boolean {
  if (left === null || right === null) return left === right;
  return Object.entries(right).every(([name, value]) => left[name] === value);
}
