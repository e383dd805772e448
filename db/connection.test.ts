import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase } from './connection.ts';
import { DatabaseError } from './failures.ts';
import { schemaText } from './schema-text.ts';
import { insertSchool, memoryDatabase, open, temporaryFolder } from './testing.ts';

const newFile = () => path.join(temporaryFolder(), 'chung-tay.sqlite');

/** A closed database with some hundred schools, so that its tables fill several pages. */
async function filledFile(): Promise<string> {
  const file = newFile();
  const { sqlite, ...database } = await openDatabase({ file, create: true });
  sqlite.transaction(() => {
    for (let number = 0; number < 800; number += 1) insertSchool(sqlite, `school-${number}`, `MA${number}`);
  })();
  await closeDatabase({ sqlite, ...database });
  return file;
}

const failureOf = (opening: Promise<unknown>): Promise<unknown> =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof DatabaseError ? error.failure : error),
  );

describe('a database that is opened', () => {
  test('has the schema of the snapshot (npm run schema writes it)', async () => {
    const { sqlite } = await memoryDatabase();
    const snapshot = readFileSync(path.join(import.meta.dirname, 'schema.snapshot.sql'), 'utf8');
    expect(schemaText(sqlite)).toBe(snapshot);
  });

  test('survives a power cut: WAL, full synchronisation, foreign keys', async () => {
    const { sqlite } = await open({ file: newFile(), create: true });
    const pragma = (name: string) => sqlite.pragma(name, { simple: true });
    expect({
      journal_mode: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      foreign_keys: pragma('foreign_keys'),
      locking_mode: pragma('locking_mode'),
      trusted_schema: pragma('trusted_schema'),
    }).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      locking_mode: 'exclusive',
      trusted_schema: 0,
    });
  });

  test('keeps what was stored, in one file, and opens again', async () => {
    const file = await filledFile();
    const { db } = await open({ file });
    const { count } = await db
      .selectFrom('school')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(800);
  });

  test('folds Vietnamese text in SQL', async () => {
    const { sqlite } = await memoryDatabase();
    expect(sqlite.prepare("SELECT fold('ĐÔNG MỸ'), fold(NULL), fold(7)").raw().get()).toEqual([
      'dong my',
      null,
      null,
    ]);
  });

  test('takes no wrong types, no unknown level and no orphan', async () => {
    const { sqlite } = await memoryDatabase();
    insertSchool(sqlite, 'a');
    const set = (text: string) => () => sqlite.exec(`UPDATE school SET ${text}`);
    expect(set("pupils = 'nhiều'")).toThrow(/cannot store TEXT/);
    expect(set('pupils = 1.5')).toThrow(/cannot store REAL/);
    expect(set('pupils = -1')).toThrow(/CHECK/);
    expect(set("level = 'thpt'")).toThrow(/CHECK/);
    expect(() =>
      sqlite.exec(
        `INSERT INTO school_name (id, school_id, name, folded, created_at, updated_at)
         VALUES ('n', 'nobody', 'A', 'a', '', '')`,
      ),
    ).toThrow(/FOREIGN KEY/);
    expect(() =>
      sqlite.exec(
        `INSERT INTO school_name (id, school_id, name, folded, valid_from, valid_to, created_at, updated_at)
         VALUES ('n', 'a', 'A', 'a', '2025-07-01', '2025-07-01', '', '')`,
      ),
    ).toThrow(/CHECK/);
  });
});

describe('one process at a time', () => {
  test('a second connection is refused at once, and admitted after the first has closed', async () => {
    const file = newFile();
    const first = await openDatabase({ file, create: true });
    expect(await failureOf(openDatabase({ file }))).toBe('locked');
    await closeDatabase(first);
    expect(await failureOf(open({ file }))).toBe('opened');
  });

  test('another process holds it until it dies, even by the hardest kill', async () => {
    const file = newFile();
    const connection = path.join(import.meta.dirname, 'connection.ts');
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const { openDatabase } = await import(${JSON.stringify(connection)});
         const { sqlite } = await openDatabase({ file: ${JSON.stringify(file)}, create: true });
         sqlite.exec("INSERT INTO setting VALUES ('a', '1', '')");
         process.stdout.write('open');
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(holder.stdout, 'data');
    expect(await failureOf(openDatabase({ file }))).toBe('locked');
    const dead = once(holder, 'exit');
    holder.kill('SIGKILL');
    await dead;
    const { sqlite } = await open({ file });
    expect(sqlite.prepare('SELECT value FROM setting').pluck().get()).toBe('1');
  });
});

describe('a file that can’t be used is named and left as it is', () => {
  const untouched = async (file: string, failure: string) => {
    const before = readFileSync(file);
    expect(await failureOf(openDatabase({ file }))).toBe(failure);
    expect(readFileSync(file).equals(before)).toBe(true);
  };

  test('missing', async () => {
    expect(await failureOf(openDatabase({ file: newFile() }))).toBe('missing');
  });

  test('no database at all', async () => {
    const file = newFile();
    writeFileSync(file, 'Danh sách trường\n'.repeat(1000));
    await untouched(file, 'damaged');
  });

  test('a database of another program', async () => {
    const file = newFile();
    const other = new Sqlite(file);
    other.exec('CREATE TABLE note (text TEXT)');
    other.close();
    await untouched(file, 'damaged');
  });

  test('cut off', async () => {
    const file = await filledFile();
    truncateSync(file, 40_000);
    await untouched(file, 'damaged');
  });

  test('cut off within a page', async () => {
    const file = await filledFile();
    truncateSync(file, 100_001);
    await untouched(file, 'damaged');
  });

  test('with flipped bytes', async () => {
    const file = await filledFile();
    const bytes = readFileSync(file);
    const pageSize = bytes.readUInt16BE(16);
    // The first bytes of every page after the schema's say what the page is.
    for (let page = 30; page * pageSize < bytes.length; page += 1)
      bytes.fill(0xa5, page * pageSize, page * pageSize + 8);
    writeFileSync(file, bytes);
    await untouched(file, 'damaged');
  });

  test('made by a newer program', async () => {
    const file = await filledFile();
    const newer = new Sqlite(file);
    newer.exec("INSERT INTO kysely_migration VALUES ('0990-later', '2030-01-01T00:00:00.000Z')");
    newer.close();
    await untouched(file, 'newer');
  });

  test('a folder in its place', async () => {
    const file = newFile();
    mkdirSync(file);
    expect(await failureOf(openDatabase({ file }))).toBe('read_only');
  });
});

test('an empty file, left by a program that was killed at its first breath, counts as new', async () => {
  const file = newFile();
  appendFileSync(file, '');
  expect(await failureOf(open({ file, create: true }))).toBe('opened');
});
