import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { DatabaseError, failureOf } from './failures.ts';
import { installRecorder } from './journal.ts';
import { type Migrations, migrate } from './migrations/run.ts';
import type { Schema } from './schema.ts';
import { prepared } from './statements.ts';
import { fold } from './text.ts';

/** "CTay" in ASCII: marks the file as ours, so that another program's database is never migrated. */
const APPLICATION_ID = 0x43546179;

/** An open database: the typed query builder and, for what only SQLite has, the driver's connection. */
export interface Database {
  readonly db: Kysely<Schema>;
  readonly sqlite: Sqlite.Database;
}

/** Where a database lies and whether opening may make it. */
export interface OpenOptions {
  /** Path of the file, or ":memory:". */
  readonly file: string;
  /** Make the file when it is not there; otherwise its absence is a failure. */
  readonly create?: boolean;
  /** Folder for the copy made before a migration; none is made for a new or in-memory database. */
  readonly backupDir?: string;
  /** Default: all that were ever shipped; tests stop earlier or add their own. */
  readonly migrations?: Migrations;
}

/** Kysely takes SQLite for unable to undo DDL; it can, so all pending migrations become one transaction. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * On a full disk SQLite rolls back by itself. Rolling back again would fail, and that failure would take the place of
 * the true one.
 */
class TolerantSqliteDriver extends SqliteDriver {
  readonly #sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database) {
    super({ database: remembering(sqlite) });
    this.#sqlite = sqlite;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Kysely prepares each statement anew; it is handed those that were prepared before. */
const remembering = (sqlite: Sqlite.Database): SqliteDatabase => ({
  prepare: (text) => prepared(sqlite, text),
  close: () => void sqlite.close(),
});

class TransactionalSqliteDialect extends SqliteDialect {
  readonly #sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): Driver {
    return new TolerantSqliteDriver(this.#sqlite);
  }
}

/**
 * Opens the database, brings its schema up to date and starts recording changes for the journal.
 *
 * The connection holds the file for itself as long as it lives: a second process is refused at once,
 * and a killed process leaves no stale lock behind.
 * @throws DatabaseError when the file is missing, held, read-only, damaged, newer, or can't be migrated.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const inMemory = options.file === ':memory:';
  if (!inMemory && !options.create && !existsSync(options.file)) throw new DatabaseError('missing');
  if (!inMemory) requireWritable(options.file);
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = new Sqlite(options.file, { timeout: 250 });
    const fresh = prepare(sqlite, inMemory);
    const db = new Kysely<Schema>({ dialect: new TransactionalSqliteDialect(sqlite) });
    await migrate({ db, sqlite }, fresh ? null : (options.backupDir ?? null), options.migrations);
    installRecorder(sqlite);
    return { db, sqlite };
  } catch (error) {
    sqlite?.close();
    const failure = failureOf(error);
    if (failure === null || error instanceof DatabaseError) throw error;
    throw new DatabaseError(failure, { cause: error });
  }
}

/** SQLite opens a file that can't be written for reading only, and then fails at its lock with an odd error. */
function requireWritable(file: string): void {
  for (const place of [file, path.dirname(file)].filter((each) => existsSync(each))) {
    try {
      accessSync(place, constants.W_OK);
    } catch (error) {
      throw new DatabaseError('read_only', { cause: error });
    }
  }
}

/** Looks at the file before it changes anything in it, then sets the connection up; tells whether it is new. */
function prepare(sqlite: Sqlite.Database, inMemory: boolean): boolean {
  sqlite.pragma('locking_mode = EXCLUSIVE');
  const isNew = sqlite.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (!isNew) requireSound(sqlite);
  const mode = sqlite.pragma('journal_mode = WAL', { simple: true });
  if (!inMemory && mode !== 'wal') throw new DatabaseError('read_only');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('temp_store = MEMORY');
  sqlite.function('fold', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? fold(text) : null,
  );
  if (isNew) sqlite.pragma(`application_id = ${APPLICATION_ID}`);
  return isNew;
}

/** Whether a database was made by this program. */
export const isOurs = (sqlite: Sqlite.Database): boolean =>
  sqlite.pragma('application_id', { simple: true }) === APPLICATION_ID;

function requireSound(sqlite: Sqlite.Database): void {
  if (!isOurs(sqlite) || sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok')
    throw new DatabaseError('damaged');
}

/**
 * Leaves no trace in the file of what was deleted or overwritten. SQLite only marks freed pages and cells as free, and
 * `secure_delete` would not reach what earlier commands left, so the file is written anew and its log emptied.
 */
export function wipeFreedPages(sqlite: Sqlite.Database): void {
  sqlite.exec('VACUUM');
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
}

/** Closes the database, leaving one clean file behind; on a failing disk the log stays beside it. */
export async function closeDatabase(database: Database): Promise<void> {
  try {
    database.sqlite.pragma('optimize');
  } catch {
    // Figures for faster questions; a disk that doesn't take them must not keep the lock held.
  }
  await database.db.destroy();
}
