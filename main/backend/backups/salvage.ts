import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { closeDatabase, openDatabase } from '../../../db/connection.ts';
import { type Figures, figuresOf } from '../../../db/damages.ts';
import { MIGRATIONS } from '../../../db/migrations/index.ts';
import { tablesOf } from '../../../db/tables.ts';
import { AppError } from '../errors.ts';
import { makeFolders } from '../files/atomic-write.ts';
import { DATABASE_FILE, partOf } from '../files/data-folder.ts';
import { newId } from '../ids.ts';
import { openDamaged, schemaPages } from './open-damaged.ts';
import type { Tell } from './pack.ts';
import type { Opener } from './password.ts';
import { unpackBackup } from './unpack.ts';

/** What could be read from a damaged database. */
export interface Salvaged {
  /** Rows that were read, over all tables. */
  readonly rows: number;
  /** Tables of which a part could not be read, by name. */
  readonly torn: readonly string[];
  /** Rows that others belong to, taken from a backup because they are lost. */
  readonly fromBackup: number;
  /** Rows that were read but left out, because what they belong to is lost. */
  readonly orphans: number;
  readonly figures: Figures;
}

/** So far a reading jumps at most over what it can't read, in rows. */
const LONGEST_JUMP = 1_000_000;

/**
 * Reads every row that a damaged database still gives into a new one, which lies ready to take its place
 * (`takeUnpacked`). What they belong to comes from a backup where it is lost; what is in neither takes its rows with it,
 * for the program relies on its references.
 * @param backup the newest that can be had, or null
 * @throws AppError DATA_FOLDER_DAMAGED when not even the folder's own row can be read
 */
export async function salvageBeside(
  dataDir: string,
  backup: string | null,
  opener: Opener = {},
  tell: Tell = () => {},
): Promise<Salvaged> {
  const folder = partOf(dataDir, 'restoring');
  const target = path.join(folder, DATABASE_FILE);
  const hopeless = (cause?: unknown) => new AppError('DATA_FOLDER_DAMAGED', { dataDir }, { cause });
  await rm(folder, { recursive: true, force: true });
  await makeFolders(folder);
  const stored = openStored(backup, opener);
  let damaged: Sqlite.Database | undefined;
  let fresh: Sqlite.Database | undefined;
  try {
    const make = async (known: ReadonlySet<string>) => {
      const migrations = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => known.has(name)));
      await rm(target, { force: true });
      await closeDatabase(await openDatabase({ file: target, create: true, migrations }));
    };
    await make(new Set(Object.keys(MIGRATIONS)));
    damaged = await openDamaged(
      partOf(dataDir, 'database'),
      path.join(folder, 'damaged.sqlite'),
      target,
      async () => {
        const sqlite = await stored.database();
        // One of an older form has its tables elsewhere.
        const isOfThisForm =
          sqlite !== null && migrationsIn(sqlite).length === Object.keys(MIGRATIONS).length;
        return isOfThisForm ? schemaPages(stored.file) : [];
      },
    );
    await make(migrationsOf(damaged));
    fresh = new Sqlite(target);
    const read = readInto(damaged, fresh, tell);
    const fromBackup = await fillFrom(stored, fresh);
    const orphans = dropOrphans(fresh);
    const isWhole = fresh.prepare('SELECT 1 FROM folder').get() !== undefined;
    if (!isWhole) throw hopeless();
    return { ...read, fromBackup, orphans, figures: figuresOf(fresh) };
  } catch (error) {
    damaged?.close();
    fresh?.close();
    await rm(folder, { recursive: true, force: true });
    throw error instanceof AppError ? error : hopeless(error);
  } finally {
    damaged?.close();
    fresh?.close();
    await stored.close();
  }
}

/** The database of a backup, unpacked when it is first asked for. */
interface Stored {
  /** Where it lies then. */
  readonly file: string;
  /** Null where there is none: a backup that can't be read either helps nobody. */
  database(): Promise<Sqlite.Database | null>;
  close(): Promise<void>;
}

function openStored(backup: string | null, opener: Opener): Stored {
  const folder = path.join(tmpdir(), `chung-tay-${newId()}`);
  const file = partOf(folder, 'database');
  const unpack = async (): Promise<Sqlite.Database | null> => {
    if (backup === null) return null;
    try {
      await mkdir(folder);
      const { manifest } = await unpackBackup(backup, folder, opener);
      return manifest ? new Sqlite(file, { readonly: true }) : null;
    } catch {
      return null;
    }
  };
  let database: Promise<Sqlite.Database | null> | undefined;
  return {
    file,
    database() {
      database ??= unpack();
      return database;
    },
    async close() {
      (await database)?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const migrationsIn = (sqlite: Sqlite.Database): string[] =>
  sqlite.prepare<[], string>('SELECT name FROM kysely_migration').pluck().all();

/** The steps that the damaged schema has been through; all, where that can't be read any more. */
function migrationsOf(damaged: Sqlite.Database): ReadonlySet<string> {
  try {
    const names = migrationsIn(damaged);
    if (names.length > 0) return new Set(names);
  } catch {
    // Its page is among the damaged ones.
  }
  return new Set(Object.keys(MIGRATIONS));
}

function readInto(
  damaged: Sqlite.Database,
  fresh: Sqlite.Database,
  tell: Tell,
): Pick<Salvaged, 'rows' | 'torn'> {
  const tables = tablesOf(fresh).filter((name) => !name.startsWith('kysely_'));
  fresh.pragma('foreign_keys = OFF');
  const torn: string[] = [];
  let rows = 0;
  for (const [index, table] of tables.entries()) {
    tell(index, tables.length);
    const insert = inserter(fresh, table);
    const take = fresh.transaction(() => {
      const isTorn = readRows(damaged, table, (row) => {
        insert(row);
        rows += 1;
      });
      if (isTorn) torn.push(table);
    });
    take();
  }
  return { rows, torn };
}

type Row = Readonly<Record<string, unknown>>;

/** Puts rows into a table by the names of their columns; tells whether a row was not there yet. */
function inserter(fresh: Sqlite.Database, table: string): (row: Row) => boolean {
  const columns = fresh.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  const insert = fresh.prepare(
    `INSERT OR IGNORE INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (row) => insert.run(columns.map((name) => row[name] ?? null)).changes > 0;
}

/** A row that belongs to one that is not there. */
interface Orphan {
  readonly table: string;
  readonly rowid: number;
  readonly parent: string;
  readonly fkid: number;
}

const orphansIn = (sqlite: Sqlite.Database): Orphan[] =>
  sqlite.prepare<[], Orphan>('PRAGMA foreign_key_check').all();

/**
 * Takes from a backup the folder's own row where it is lost, what rows belong to, and what that belongs to in its turn;
 * answers how many rows.
 */
async function fillFrom(backup: Stored, fresh: Sqlite.Database): Promise<number> {
  const lacksFolder = fresh.prepare('SELECT 1 FROM folder').get() === undefined;
  if (!lacksFolder && orphansIn(fresh).length === 0) return 0;
  const stored = await backup.database();
  if (!stored) return 0;
  let filled = 0;
  if (lacksFolder)
    for (const row of stored.prepare<[], Row>('SELECT * FROM folder').all())
      if (inserter(fresh, 'folder')(row)) filled += 1;
  for (;;) {
    const before = filled;
    for (const orphan of orphansIn(fresh)) if (fillParent(orphan, stored, fresh)) filled += 1;
    if (filled === before) return filled;
  }
}

function fillParent(orphan: Orphan, stored: Sqlite.Database, fresh: Sqlite.Database): boolean {
  const { table, rowid, parent, fkid } = orphan;
  const reference = fresh
    .prepare<[string, number], { from: string; to: string }>(
      'SELECT "from", "to" FROM pragma_foreign_key_list(?) WHERE id = ?',
    )
    .get(table, fkid);
  if (!reference) return false;
  const key = fresh.prepare(`SELECT "${reference.from}" FROM "${table}" WHERE rowid = ?`).pluck().get(rowid);
  const found = stored
    .prepare<[unknown], Row>(`SELECT * FROM "${parent}" WHERE "${reference.to}" = ?`)
    .get(key);
  return found !== undefined && inserter(fresh, parent)(found);
}

/** Walks a table row by row and jumps over what can't be read; tells whether anything was. */
function readRows(damaged: Sqlite.Database, table: string, give: (row: Row) => void): boolean {
  let last = Number.MIN_SAFE_INTEGER;
  let jump = 1;
  let isTorn = false;
  for (;;) {
    try {
      const rows = damaged
        .prepare<[number], Row & { readonly salvage_rowid: number }>(
          `SELECT rowid AS salvage_rowid, * FROM "${table}" WHERE rowid > ? ORDER BY rowid`,
        )
        .iterate(last);
      for (const row of rows) {
        give(row);
        last = row.salvage_rowid;
        jump = 1;
      }
      return isTorn;
    } catch (error) {
      if (!(error instanceof Sqlite.SqliteError) || !error.code.startsWith('SQLITE_CORRUPT')) {
        // The table itself is unknown to what is left of the schema.
        return true;
      }
      isTorn = true;
      if (jump > LONGEST_JUMP) return isTorn;
      last = Math.max(last, 0) + jump;
      jump *= 2;
    }
  }
}

/** Leaves out rows whose parents are lost, and then those that hung on them; answers how many. */
function dropOrphans(fresh: Sqlite.Database): number {
  let dropped = 0;
  for (;;) {
    const orphans = orphansIn(fresh);
    if (orphans.length === 0) return dropped;
    for (const { table, rowid } of orphans)
      dropped += fresh.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid).changes;
  }
}
