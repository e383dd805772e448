import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DATABASE_FILE } from '../files/data-folder.ts';
import { openProgram, temporaryFolder } from '../testing.ts';

/** A sample programme whose database is damaged in these pages; the first has the number 1. */
async function damaged(pagesOf: (sqlite: Sqlite.Database) => readonly number[], { backUp = false } = {}) {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  const first = await openProgram({ fresh: true, dataDir });
  await first.call('app.initialise', { sample: true });
  const { schools } = await first.call('schools.list', {});
  if (backUp) await first.call('backups.create', {});
  await first.backend.close();
  const file = path.join(dataDir, DATABASE_FILE);
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = DELETE');
  const size = Number(sqlite.pragma('page_size', { simple: true }));
  const pages = pagesOf(sqlite);
  sqlite.close();
  const handle = openSync(file, 'r+');
  for (const page of pages) writeSync(handle, Buffer.alloc(size, 0xee), 0, size, (page - 1) * size);
  closeSync(handle);
  const program = await openProgram({ fresh: true, dataDir, staysUp: true });
  return { program, dataDir, schools, pages: statSync(file).size / size };
}

/** Where the rows of a table lie: its leaves, not its root. */
const leavesOf = (table: string) => (sqlite: Sqlite.Database) =>
  sqlite
    .prepare<[string], number>(
      "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno",
    )
    .pluck()
    .all(table);

test('what can still be read is read into a new database, and what hung on lost rows is told', async () => {
  const { program, dataDir, schools } = await damaged((sqlite) => leavesOf('activity')(sqlite).slice(1, 3));
  expect(await program.call('app.status', {})).toMatchObject({ failure: { code: 'DATA_FOLDER_DAMAGED' } });
  const salvaged = await program.call('backups.salvage', {});
  expect(salvaged.torn).toEqual(['hoạt động']);
  expect(salvaged.orphans).toBeGreaterThan(0);

  expect((await program.call('schools.list', {})).schools).toEqual(schools);
  const { activities } = await program.call('activities.list', {});
  expect(activities.length).toBe(salvaged.figures.find(({ what }) => what === 'activities')?.count);
  expect(activities.length).toBeGreaterThan(10);
  expect(await program.call('check.run', {})).toEqual({ problems: [] });
  const { entries } = await program.call('history.list', { limit: 1 });
  expect(entries[0]).toMatchObject({
    command: 'backups.salvage',
    reason: expect.stringContaining('activity'),
  });
  const kept = readdirSync(path.join(dataDir, 'damaged'), { recursive: true }).map(String);
  expect(kept.some((name) => name.endsWith(DATABASE_FILE))).toBe(true);
});

test('what is lost comes from the newest backup where other rows belong to it', async () => {
  const { program } = await damaged(leavesOf('activity_kind'), { backUp: true });
  const salvaged = await program.call('backups.salvage', {});
  expect(salvaged).toMatchObject({ torn: ['loại hoạt động'], orphans: 0 });
  expect(salvaged.fromBackup).toBeGreaterThan(3);
  expect((await program.call('activities.list', {})).activities.length).toBeGreaterThan(50);
  expect(await program.call('check.run', {})).toEqual({ problems: [] });
});

test('a file of which nothing can be read stays as it is', async () => {
  const { program, dataDir } = await damaged(() => [1]);
  expect(await program.refused('backups.salvage', {})).toMatchObject({ code: 'DATA_FOLDER_DAMAGED' });
  expect(readdirSync(dataDir)).not.toContain('restoring');
  expect(readdirSync(dataDir)).toContain(DATABASE_FILE);
});

test('data that are whole are never touched', async () => {
  const program = await openProgram();
  expect(await program.refused('backups.salvage', {})).toMatchObject({ code: 'NOT_DAMAGED' });
});
