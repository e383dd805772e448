import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Migration } from 'kysely/migration';
import type { Database } from '../connection.ts';
import { DatabaseError, failureOf } from '../failures.ts';
import { MIGRATIONS } from './index.ts';

/** Migrations by their names, which sort in order of time. */
export type Migrations = Readonly<Record<string, Migration>>;

const RECORD_TABLE = 'kysely_migration';

/** Names of the migrations that this file has been through, oldest first. */
function appliedMigrations(sqlite: Database['sqlite']): readonly string[] {
  const exists = sqlite.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(RECORD_TABLE);
  if (!exists) return [];
  return sqlite
    .prepare<[], { name: string }>(`SELECT name FROM ${RECORD_TABLE} ORDER BY name`)
    .all()
    .map((row) => row.name);
}

/** Whether a database has been through a migration that this program does not know: a newer one has made it. */
export const isNewer = (sqlite: Database['sqlite'], migrations: Migrations = MIGRATIONS): boolean =>
  appliedMigrations(sqlite).some((name) => !Object.hasOwn(migrations, name));

/**
 * Brings the schema up to the newest migration, all pending ones in one transaction, after a copy by
 * SQLite's own backup.
 * @param backupDir where the copy goes; null makes none (new and in-memory databases).
 * @throws DatabaseError `newer` when the file knows migrations that this program does not,
 *   `migration_failed` when one fails (nothing is changed then).
 */
export async function migrate(
  database: Database,
  backupDir: string | null,
  migrations: Migrations = MIGRATIONS,
): Promise<void> {
  const names = Object.keys(migrations);
  const applied = appliedMigrations(database.sqlite);
  if (isNewer(database.sqlite, migrations)) throw new DatabaseError('newer');
  if (names.every((name) => applied.includes(name))) return;

  // A program that was killed before its first schema has left nothing worth a copy, and the folder is still unused.
  const from = applied.at(-1);
  const backup =
    backupDir === null || from === undefined ? null : await backupBefore(database, backupDir, from);
  const { Migrator } = await import('kysely/migration');
  const migrator = new Migrator({
    db: database.db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  // A full disk or a damaged page has its own answer; the rest is a failed migration.
  throw new DatabaseError(failureOf(error) ?? 'migration_failed', { cause: error, backup });
}

async function backupBefore({ sqlite }: Database, dir: string, from: string): Promise<string> {
  mkdirSync(dir, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(':', '-');
  const file = path.join(dir, `before-migration-from-${from}-${stamp}.sqlite`);
  // Whoever is killed in between leaves no half copy that looks like a whole one.
  const temporary = path.join(dir, 'before-migration.tmp');
  rmSync(temporary, { force: true });
  await sqlite.backup(temporary);
  renameSync(temporary, file);
  return file;
}
