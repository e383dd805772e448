import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type Sqlite from 'better-sqlite3';
import { afterAll } from 'vitest';
import { closeDatabase, type Database, type OpenOptions, openDatabase } from './connection.ts';
import { appendJournal } from './journal.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** For tests: databases that are closed and folders that are removed when the test file is done. */
const leftovers: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const tidy of leftovers.reverse()) await tidy();
});

/** A folder of its own. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-db-'));
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database that need not be closed by the test. */
export async function open(options: OpenOptions): Promise<Database> {
  const database = await openDatabase(options);
  leftovers.push(async () => {
    if (database.sqlite.open) await closeDatabase(database);
  });
  return database;
}

/** Data as they were before a migration, by the start of its name; opened again from `file` they are migrated. */
export async function dataBefore(
  migration: string,
): Promise<{ readonly file: string; readonly old: Database }> {
  const file = path.join(temporaryFolder(), 'old.sqlite');
  const migrations = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < migration));
  return { file, old: await open({ file, create: true, migrations }) };
}

/** The newest schema, without a file. */
export const memoryDatabase = (): Promise<Database> => open({ file: ':memory:' });

/** Stamps of a row made in a test. */
export const STAMPS = {
  created_at: '2023-04-01T00:00:00.000Z',
  updated_at: '2023-04-01T00:00:00.000Z',
  deleted_at: null,
} as const;

/** Runs statements as one journalled command. */
export function command(sqlite: Sqlite.Database, name: string, work: () => void, undoes?: number): void {
  sqlite.transaction(() => {
    work();
    appendJournal(sqlite, { actor: 'van-thu', command: name, at: '2023-04-15T01:00:00.000Z' }, { undoes });
  })();
}

/** A school with as few columns as it may have; tables without foreign keys make short stories. */
export function insertSchool(sqlite: Sqlite.Database, id: string, code: string | null = null): void {
  sqlite
    .prepare(
      `INSERT INTO school (id, code, level, created_at, updated_at)
       VALUES (?, ?, 'tieu_hoc', '${STAMPS.created_at}', '${STAMPS.updated_at}')`,
    )
    .run(id, code);
}
