import Sqlite from 'better-sqlite3';

/** Why a database file could not be opened. */
export type DatabaseFailure =
  | 'missing'
  | 'locked'
  | 'read_only'
  | 'disk_full'
  | 'disk_failed'
  | 'damaged'
  | 'newer'
  | 'migration_failed';

/** An expected failure of the database file; everything else is a bug and stays what it is. */
export class DatabaseError extends Error {
  readonly failure: DatabaseFailure;
  readonly backup: string | null;

  constructor(failure: DatabaseFailure, options: ErrorOptions & { backup?: string | null } = {}) {
    super(`database: ${failure}`, options);
    this.name = 'DatabaseError';
    this.failure = failure;
    this.backup = options.backup ?? null;
  }
}

const FAILURES: readonly (readonly [prefix: string, failure: DatabaseFailure])[] = [
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_PERM', 'read_only'],
  ['SQLITE_CANTOPEN', 'read_only'],
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_IOERR', 'disk_failed'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
];

/** The expected failure behind an error of the driver, or null when it is none. */
export function failureOf(error: unknown): DatabaseFailure | null {
  if (error instanceof DatabaseError) return error.failure;
  if (!(error instanceof Sqlite.SqliteError)) return null;
  return FAILURES.find(([prefix]) => error.code.startsWith(prefix))?.[1] ?? null;
}
