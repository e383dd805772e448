import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DATABASE_FILE } from '../files/data-folder.ts';
import { openProgram, temporaryFolder } from '../testing.ts';
import { packBackup } from './pack.ts';
import { restoreAsFolder } from './restore.ts';

/** A sample programme, with a folder for copies. */
async function office({ staysUp = false } = {}) {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  const stick = temporaryFolder();
  const native = {
    chooseFolder: async () => stick,
    chooseSavePath: async () => null,
    openFile: async () => true,
    noteSaved() {},
    showInFolder() {},
  };
  const options = { dataDir, fresh: true, staysUp, native, today: '2026-11-24' };
  const program = await openProgram(options);
  await program.call('app.initialise', { sample: true });
  return { program, dataDir, stick, options };
}

const MINUTE = 60_000;

const backupsIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.ctbackup'));

test('fifteen backups leave the ten newest, here and on the stick that is remembered', async () => {
  const { program, dataDir, stick } = await office();
  expect(await program.call('backups.list', {})).toEqual({
    last: null,
    changed: true,
    second: null,
    lockedSince: null,
    backups: [],
    aside: [],
  });
  expect(await program.call('backups.choosePlace', {})).toEqual({ path: stick });
  for (let times = 0; times < 15; times += 1) {
    program.wait(MINUTE);
    const made = await program.call('backups.create', {});
    expect(made).toMatchObject({ problems: [], copiedAt: expect.any(String) });
  }
  expect(backupsIn(path.join(dataDir, 'backups'))).toHaveLength(10);
  expect(backupsIn(stick)).toHaveLength(10);
  const listed = await program.call('backups.list', {});
  expect(listed).toMatchObject({ changed: false, second: { path: stick, reachable: true } });
  expect(listed.backups).toHaveLength(20);
  expect(listed.backups[0]?.name).toContain('2026-11-24 08.15.00');

  rmSync(stick, { recursive: true });
  expect(await program.call('backups.create', {})).toMatchObject({ problems: [], copiedAt: null });
  expect(await program.call('backups.list', {})).toMatchObject({ second: { reachable: false } });
  await program.call('backups.forgetPlace', {});
  expect((await program.call('backups.list', {})).second).toBeNull();
});

test('a clock that was set back drives no new backup out', async () => {
  const { program, dataDir } = await office();
  for (let times = 0; times < 10; times += 1) {
    program.wait(MINUTE);
    await program.call('backups.create', {});
  }
  program.setToday('2020-01-01');
  const { name } = await program.call('backups.create', {});
  const kept = backupsIn(path.join(dataDir, 'backups'));
  expect(kept).toContain(name);
  expect(kept).toHaveLength(10);
  expect(await program.call('check.run', {})).toEqual({ problems: [] });
});

test('backups of another office on the same stick stay', async () => {
  const { program, stick } = await office();
  for (let number = 10; number < 22; number += 1)
    writeFileSync(path.join(stick, `Chung Tay 2020-01-01 08.00.${number}.ctbackup`), 'của cơ quan khác');
  await program.call('backups.choosePlace', {});
  for (let times = 0; times < 11; times += 1) {
    program.wait(MINUTE);
    await program.call('backups.create', {});
  }
  const there = backupsIn(stick);
  expect(there.filter((name) => name.includes('2020-01-01'))).toHaveLength(12);
  expect(there.filter((name) => name.includes('2026-11-24'))).toHaveLength(10);
});

test('a backup of a newer program is refused before anything is touched', async () => {
  const { program, dataDir } = await office({ staysUp: true });
  await program.behindItsBack((sqlite) => {
    sqlite.prepare('INSERT INTO kysely_migration (name, timestamp) VALUES (?, ?)').run('9990-later', '2030');
  });
  // Made by hand, for this program would not open such data.
  const file = path.join(temporaryFolder(), 'mới.ctbackup');
  const copy = path.join(temporaryFolder(), DATABASE_FILE);
  const sqlite = new Sqlite(path.join(dataDir, DATABASE_FILE), { readonly: true });
  await sqlite.backup(copy);
  sqlite.close();
  const at = '2030-01-01T00:00:00.000Z';
  await packBackup({ dataDir, version: '9.9.9', rehearsal: true, at, copy, target: file, key: null });
  const parent = temporaryFolder();
  await expect(restoreAsFolder(file, path.join(parent, 'mới'))).rejects.toMatchObject({
    code: 'DATA_FOLDER_NEWER',
  });
  expect(readdirSync(parent)).toEqual([]);
});

test('a backup that can’t be restored is told at once and drives no older one out', async () => {
  const { program, dataDir } = await office();
  await program.call('memoranda.generate', {});
  for (let times = 0; times < 10; times += 1) {
    program.wait(MINUTE);
    await program.call('backups.create', {});
  }
  rmSync(path.join(dataDir, 'attachments'), { recursive: true });
  program.wait(MINUTE);
  const made = await program.call('backups.create', {});
  expect(made.problems).toHaveLength(10);
  expect(made.problems[0]).toMatchObject({ code: 'ATTACHMENT_MISSING' });
  expect(backupsIn(path.join(dataDir, 'backups'))).toHaveLength(11);
  expect((await program.call('backups.list', {})).last?.problems).toHaveLength(10);
});

test('a backup is looked into, then takes the place of the data, which are kept', async () => {
  const { program } = await office();
  const { name } = await program.call('backups.create', {});
  const { schools } = await program.call('schools.list', {});
  await program
    .call('activities.list', {})
    .then(({ activities }) => program.call('activities.remove', { ids: activities.map(({ id }) => id) }));
  program.wait(5 * MINUTE);
  const source = { place: 'own', name } as const;
  const seen = await program.call('backups.inspect', { source });
  expect(seen).toMatchObject({ problems: [], rehearsal: true });
  const activities = seen.figures.find(({ what }) => what === 'activities');
  expect(activities?.now).toBe(0);
  expect(activities?.inBackup).toBeGreaterThan(0);

  const { keptAs } = await program.call('backups.restore', { source });
  expect(keptAs).toContain('trước khi khôi phục');
  expect((await program.call('schools.list', {})).schools).toEqual(schools);
  const back = await program.call('activities.list', {});
  expect(back.activities).toHaveLength(activities?.inBackup ?? -1);
  expect(await program.call('check.run', {})).toEqual({ problems: [] });
  const { entries } = await program.call('history.list', { limit: 1 });
  expect(entries[0]).toMatchObject({ command: 'backups.restore', reason: name, undoable: false });

  // And back again.
  await program.call('backups.restore', { source: { place: 'own', name: keptAs ?? '' } });
  expect((await program.call('activities.list', {})).activities).toEqual([]);
});

test('the copy made before an upgrade is listed as what it is, looked into, restored, and never driven out', async () => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  await restoreAsFolder(path.join(import.meta.dirname, '../../../db/fixtures/0010.ctbackup'), dataDir);
  const program = await openProgram({ fresh: true, dataDir });
  const { backups } = await program.call('backups.list', {});
  expect(backups).toMatchObject([
    { kind: 'upgrade', locked: false, name: expect.stringContaining('from-0010') },
  ]);
  const source = { place: 'own', name: backups[0]?.name ?? '' } as const;
  expect(await program.call('backups.inspect', { source })).toMatchObject({ problems: [], attachments: 0 });
  const { schools } = await program.call('schools.list', {});
  await program.call('schools.update', { id: schools[0]?.id ?? '', pupils: 999 });
  const { keptAs } = await program.call('backups.restore', { source });
  expect(keptAs).toContain('trước khi khôi phục');
  expect((await program.call('schools.list', {})).schools).toEqual(schools);
  expect(await program.call('check.run', {})).toEqual({ problems: [] });
  for (let times = 0; times < 12; times += 1) {
    program.wait(MINUTE);
    await program.call('backups.create', {});
  }
  const kept = (await program.call('backups.list', {})).backups;
  expect(kept.filter(({ kind }) => kind === 'whole')).toHaveLength(10);
  expect(kept.map(({ name }) => name)).toContain(source.name);
});

test('a database of another program is no backup', async () => {
  const { program } = await office();
  const file = path.join(temporaryFolder(), 'khác.sqlite');
  const sqlite = new Sqlite(file);
  sqlite.exec('CREATE TABLE folder (kind TEXT); CREATE TABLE note (text TEXT)');
  sqlite.close();
  const { fileId } = await program.backend.receiveFile('khác.ctbackup', readFileSync(file));
  expect(await program.refused('backups.restore', { source: { fileId } })).toMatchObject({
    code: 'BACKUP_UNREADABLE',
  });
});

test('what is no backup, or is not listed, changes nothing', async () => {
  const { program, dataDir } = await office();
  for (const name of ['../chung-tay.sqlite', 'state.json', 'Chung Tay 2020-01-01 00.00.00.ctbackup'])
    expect(await program.refused('backups.restore', { source: { place: 'own', name } })).toMatchObject({
      code: 'NOT_FOUND',
    });
  const { fileId } = await program.backend.receiveFile('ảnh.jpg', Buffer.from('x'));
  // By the name under which it was handed over, not under which it lies here.
  for (const name of ['backups.restore', 'backups.inspect'] as const)
    expect(await program.refused(name, { source: { fileId } })).toMatchObject({
      code: 'BACKUP_UNREADABLE',
      details: { file: 'ảnh.jpg' },
    });
  expect((await program.call('schools.list', {})).schools).toHaveLength(20);
  expect(existsSync(path.join(dataDir, 'restoring'))).toBe(false);
});

test.each([
  ['overwritten', (file: string) => writeFileSync(file, 'đã bị ghi đè bằng thứ khác')],
  ['emptied', (file: string) => truncateSync(file)],
  ['cut off', (file: string) => truncateSync(file, 40_000)],
  ['taken away', (file: string) => rmSync(file)],
])(
  'a database that was %s is told by a window that stays up, and a backup brings everything back',
  async (harm, befall) => {
    const { program, dataDir, options } = await office({ staysUp: true });
    const { name } = await program.call('backups.create', {});
    await program.backend.close();
    befall(path.join(dataDir, DATABASE_FILE));

    const again = await openProgram(options);
    expect(await again.call('app.status', {})).toMatchObject({
      initialised: false,
      failure: { code: 'DATA_FOLDER_DAMAGED' },
    });
    expect(await again.refused('schools.list', {})).toMatchObject({ code: 'DATA_FOLDER_DAMAGED' });
    expect((await again.call('backups.list', {})).backups).toMatchObject([{ name }]);
    const source = { place: 'own', name } as const;
    expect((await again.call('backups.inspect', { source })).figures[0]).toMatchObject({
      inBackup: 20,
      now: null,
    });
    expect(await again.call('backups.restore', { source })).toEqual({ keptAs: null });
    expect(await again.call('app.status', {})).toMatchObject({ initialised: true, failure: null });
    expect((await again.call('schools.list', {})).schools).toHaveLength(20);
    if (harm === 'taken away') return;
    // The damaged file is kept for whoever can still read something in it.
    const kept = readdirSync(path.join(dataDir, 'damaged'), { recursive: true }).map(String);
    expect(kept.some((file) => file.endsWith(DATABASE_FILE))).toBe(true);
  },
);
