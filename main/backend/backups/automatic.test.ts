import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createBackend } from '../index.ts';
import { RESOURCES_DIR, temporaryFolder } from '../testing.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A program that backs up by itself, with the hands of its clock. */
async function start(dataDir: string) {
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version: '0.0.0-test',
    actor: 'van-thu',
    backsUp: true,
  });
  return backend;
}

const backupsIn = (dataDir: string): string[] => {
  const folder = path.join(dataDir, 'backups');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ctbackup')) : [];
};

test('closing backs up what has changed, and nothing when nothing has', async () => {
  const dataDir = temporaryFolder();
  const first = await start(dataDir);
  await first.dispatch('app.initialise', { sample: true });
  expect(backupsIn(dataDir)).toEqual([]);
  await first.close();
  expect(backupsIn(dataDir)).toHaveLength(1);

  const second = await start(dataDir);
  await second.dispatch('schools.list', {});
  await second.close();
  expect(backupsIn(dataDir)).toHaveLength(1);

  // A folder that was never begun has nothing to back up.
  const empty = temporaryFolder();
  await (await start(empty)).close();
  expect(backupsIn(empty)).toEqual([]);
});

test('a backup of a day to come, made by a clock that was wrong, does not stop the daily ones', async () => {
  const dataDir = temporaryFolder();
  vi.useFakeTimers({ now: new Date('2030-11-24T08:00:00'), toFake: ['Date'] });
  const first = await start(dataDir);
  await first.dispatch('app.initialise', { sample: true });
  await first.close();
  expect(backupsIn(dataDir)).toHaveLength(1);

  vi.useFakeTimers({ now: new Date('2026-11-24T08:00:00'), toFake: ['Date', 'setInterval', 'setTimeout'] });
  const backend = await start(dataDir);
  await backend.dispatch('organisations.create', { kind: 'huyen', name: 'Mê Linh' });
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(backupsIn(dataDir)).toHaveLength(2), { timeout: 20_000 });
  await backend.close();
});

test('a program that stays open backs up by itself, without being closed', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-24T08:00:00'), toFake: ['Date', 'setInterval', 'setTimeout'] });
  const dataDir = temporaryFolder();
  const backend = await start(dataDir);
  await backend.dispatch('app.initialise', { sample: true });
  const made = (count: number) =>
    vi.waitFor(() => expect(backupsIn(dataDir)).toHaveLength(count), { timeout: 20_000 });
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  await made(1);
  await backend.close();
});
