import { readdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../connection.ts';
import { DatabaseError } from '../failures.ts';
import { insertSchool, open, temporaryFolder } from '../testing.ts';
import { MIGRATIONS } from './index.ts';
import type { Migrations } from './run.ts';

const later: Migrations[string] = {
  up: async (db: Kysely<never>) => {
    await sql`ALTER TABLE school ADD COLUMN motto TEXT`.execute(db);
  },
};
const broken: Migrations[string] = {
  up: async (db: Kysely<never>) => {
    await sql`CREATE TABLE half (id TEXT)`.execute(db);
    await sql`UPDATE school SET level = 'thpt'`.execute(db);
  },
};

/** A folder with a database of today's schema and one school in it. */
async function folderWithSchool() {
  const folder = temporaryFolder();
  const file = path.join(folder, 'chung-tay.sqlite');
  const database = await openDatabase({ file, create: true });
  insertSchool(database.sqlite, 'a');
  await closeDatabase(database);
  return { file, backupDir: path.join(folder, 'backups') };
}

const columnsOf = (sqlite: Sqlite.Database) =>
  sqlite.prepare("SELECT name FROM pragma_table_info('school')").pluck().all();
const applied = (sqlite: Sqlite.Database) =>
  sqlite.prepare('SELECT name FROM kysely_migration ORDER BY name').pluck().all();

test('the names of the migrations sort in the order in which they run', () => {
  const names = Object.keys(MIGRATIONS);
  expect(names).toEqual(names.toSorted());
  expect(names.every((name) => /^\d{4}-[a-z-]+$/.test(name))).toBe(true);
});

test('a new database is made without a backup, and opening it again makes none', async () => {
  const { file, backupDir } = await folderWithSchool();
  await closeDatabase(await openDatabase({ file, backupDir }));
  expect(() => readdirSync(backupDir)).toThrow(/ENOENT/);
});

test('pending migrations run after a copy of the old file', async () => {
  const { file, backupDir } = await folderWithSchool();
  const { sqlite } = await open({ file, backupDir, migrations: { ...MIGRATIONS, '0990-motto': later } });
  expect(columnsOf(sqlite)).toContain('motto');
  expect(applied(sqlite)).toEqual([...Object.keys(MIGRATIONS), '0990-motto']);
  const [copy = ''] = readdirSync(backupDir);
  const old = new Sqlite(path.join(backupDir, copy), { readonly: true });
  expect(columnsOf(old)).not.toContain('motto');
  expect(old.prepare('SELECT id FROM school').pluck().all()).toEqual(['a']);
  old.close();
});

test('a migration that fails takes all pending ones back, and names the copy made before', async () => {
  const { file, backupDir } = await folderWithSchool();
  const migrations = { ...MIGRATIONS, '0990-motto': later, '0991-broken': broken };
  const error = await openDatabase({ file, backupDir, migrations }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DatabaseError);
  expect(error).toMatchObject({ failure: 'migration_failed' });

  const { sqlite } = await open({ file });
  expect(columnsOf(sqlite)).not.toContain('motto');
  expect(sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined();
  expect(applied(sqlite)).toEqual(Object.keys(MIGRATIONS));

  const [copy = ''] = readdirSync(backupDir);
  expect(error).toMatchObject({ backup: path.join(backupDir, copy) });
  const whole = new Sqlite(path.join(backupDir, copy), { readonly: true });
  expect(whole.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(whole.prepare('SELECT id FROM school').pluck().all()).toEqual(['a']);
  whole.close();
});

test('a database that met a newer program is refused before anything runs', async () => {
  const { file, backupDir } = await folderWithSchool();
  await closeDatabase(
    await openDatabase({ file, backupDir, migrations: { ...MIGRATIONS, '0990-motto': later } }),
  );
  await expect(openDatabase({ file })).rejects.toMatchObject({ failure: 'newer' });
});
