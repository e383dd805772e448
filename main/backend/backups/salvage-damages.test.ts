import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { DATABASE_FILE, partOf } from '../files/data-folder.ts';
import { openProgram, schoolForm, temporaryFolder } from '../testing.ts';
import { REPORT_FILE } from './salvage-report.ts';

/** A sample programme with finalised papers and one backup, closed; and where its tables and indexes lie. */
let office: string;
let bytes: Buffer;
let pagesOf: (name: string) => number[];
const PAGE = 4096;
const WHOLE = { schools: 20, pairs: 10, memoranda: 10, activities: 76 };

beforeAll(async () => {
  office = path.join(temporaryFolder(), 'Chung Tay');
  const program = await openProgram({ fresh: true, dataDir: office });
  await program.call('app.initialise', { sample: true });
  await program.call('memoranda.generate', {});
  await program.call('backups.create', {});
  await program.backend.close();
  const sqlite = new Sqlite(partOf(office, 'database'));
  sqlite.pragma('journal_mode = DELETE');
  expect(sqlite.pragma('page_size', { simple: true })).toBe(PAGE);
  const found = sqlite.prepare<[], { name: string; pageno: number }>('SELECT name, pageno FROM dbstat').all();
  sqlite.close();
  pagesOf = (name) => found.filter((page) => page.name === name).map(({ pageno }) => pageno);
  bytes = readFileSync(partOf(office, 'database'));
});

/** The same office after its database was harmed, opened by a program that stays up. */
async function harmed(harm: (database: Buffer) => Buffer, { withBackup = true } = {}) {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  cpSync(office, dataDir, { recursive: true });
  if (!withBackup) rmSync(partOf(dataDir, 'backups'), { recursive: true });
  const damaged = harm(Buffer.from(bytes));
  writeFileSync(partOf(dataDir, 'database'), damaged);
  const program = await openProgram({ fresh: true, dataDir, staysUp: true });
  return { program, dataDir, damaged };
}

const zero = (pages: readonly number[]) => (database: Buffer) => {
  for (const page of pages) database.fill(0, (page - 1) * PAGE, page * PAGE);
  return database;
};

/** Turns bits at places that a seed gives. */
const flips = (seed: number, times: number) => (database: Buffer) => {
  let state = seed;
  for (let time = 0; time < times; time += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const place = state % database.length;
    database[place] = (database[place] ?? 0) ^ (1 << (state % 8));
  }
  return database;
};

const DAMAGES: readonly [
  name: string,
  harm: (database: Buffer) => Buffer,
  back: { readonly [what in keyof typeof WHOLE]: number },
  torn: readonly string[],
][] = [
  ['its header destroyed', (database) => database.fill(0, 0, 100), WHOLE, []],
  ['its first page destroyed', (database) => database.fill(0, 0, PAGE), WHOLE, []],
  ['a page of schools zeroed', (database) => zero(pagesOf('school').slice(-1))(database), WHOLE, ['trường']],
  ['an index broken', (database) => zero(pagesOf('sqlite_autoindex_school_1'))(database), WHOLE, []],
  [
    'its end missing',
    (database) => database.subarray(0, Math.floor(database.length * 0.9)),
    WHOLE,
    ['nhật ký thay đổi'],
  ],
  [
    'half of it missing',
    (database) => database.subarray(0, Math.floor(database.length / 2)),
    { schools: 20, pairs: 10, memoranda: 10, activities: 0 },
    ['hoạt động'],
  ],
  ['forty bits turned', flips(7, 40), { ...WHOLE, activities: 70 }, []],
];

describe('a database with', () => {
  test.each(DAMAGES)('%s is read as far as it goes, and opens', async (_, harm, back, torn) => {
    const { program, dataDir, damaged } = await harmed(harm);
    const { failure } = await program.call('app.status', {});
    expect(failure).toMatchObject({ code: 'DATA_FOLDER_DAMAGED' });
    const salvaged = await program.call('backups.salvage', {});
    for (const { what, count } of salvaged.figures) expect(count, what).toBeGreaterThanOrEqual(back[what]);
    expect(salvaged.torn).toEqual(expect.arrayContaining([...torn]));

    expect(await program.call('app.status', {})).toMatchObject({ initialised: true, failure: null });
    const { problems } = await program.call('check.run', {});
    // Rows of the journal in which bits were turned are named as altered; those that are lost leave a gap in it, and papers whose rows are lost stay; nothing else is wrong.
    expect(problems.filter(({ code }) => !['JOURNAL_BROKEN', 'JOURNAL_ALTERED'].includes(code))).toEqual([]);

    const [aside = ''] = readdirSync(partOf(dataDir, 'damaged'));
    expect(readFileSync(partOf(dataDir, 'damaged', aside, DATABASE_FILE)).equals(damaged)).toBe(true);
    const report = readFileSync(partOf(dataDir, 'damaged', aside, REPORT_FILE), 'utf8');
    expect(salvaged.report).toBe(partOf(dataDir, 'damaged', aside, REPORT_FILE));
    expect(report).toContain(`Số dòng đọc được: ${salvaged.rows.toLocaleString('vi-VN')}`);
    for (const part of torn) expect(report).toContain(part);
  });

  test('its first page destroyed and no backup gives nothing back, and stays as it is', async () => {
    const { program, dataDir, damaged } = await harmed(zero([1]), { withBackup: false });
    // Papers are there, so it is no new folder.
    expect(await program.refused('backups.salvage', {})).toMatchObject({ code: 'DATA_FOLDER_DAMAGED' });
    expect(readFileSync(partOf(dataDir, 'database')).equals(damaged)).toBe(true);
    expect(readdirSync(dataDir)).not.toContain('restoring');
  });

  test('its log lost opens as it stood when the log was begun', async () => {
    const dataDir = path.join(temporaryFolder(), 'Chung Tay');
    cpSync(office, dataDir, { recursive: true });
    const program = await openProgram({ fresh: true, dataDir });
    const { units } = await program.call('programmes.get', {});
    await program.call('schools.create', schoolForm(units[0]?.id ?? '', 'tieu_hoc', 'Trường Tiểu học A'));
    const other = path.join(temporaryFolder(), 'Chung Tay');
    mkdirSync(other);
    copyFileSync(partOf(dataDir, 'database'), partOf(other, 'database'));
    const again = await openProgram({ fresh: true, dataDir: other, staysUp: true });
    expect((await again.call('schools.list', {})).schools).toHaveLength(20);
    expect(
      (await again.call('check.run', {})).problems.filter(({ code }) => code !== 'ATTACHMENT_MISSING'),
    ).toEqual([]);
  });

  test('damage can be left alone: who stops the reading finds everything as it was', async () => {
    const { program, dataDir, damaged } = await harmed((database) => database.fill(0, 0, 100));
    const reading = program.refused('backups.salvage', { jobId: 'đọc' });
    await program.call('jobs.cancel', { jobId: 'đọc' });
    expect(await reading).toMatchObject({ code: 'CANCELLED' });
    expect(readFileSync(partOf(dataDir, 'database')).equals(damaged)).toBe(true);
    expect(readdirSync(dataDir)).not.toContain('restoring');
    expect(await program.call('app.status', {})).toMatchObject({ failure: { code: 'DATA_FOLDER_DAMAGED' } });
  });
});
