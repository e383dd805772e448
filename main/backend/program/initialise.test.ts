import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { OWN_UNIT } from '../../../preload/contract/setting-keys.ts';
import { openProgram, temporaryFolder } from '../testing.ts';

test('before there is a folder a person can say which unit he works for, and it is remembered', async () => {
  const program = await openProgram({ fresh: true });
  const { kinds, units } = await program.call('app.firstChoices', {});
  expect(kinds[0]).toEqual({ kind: 'huyen', word: 'huyện' });
  expect(units).toEqual([
    { kind: 'huyen', name: 'Thanh Trì' },
    { kind: 'huyen', name: 'Chương Mỹ' },
  ]);

  const ownUnit = { kind: 'quan', name: 'Hoàng Mai' };
  await program.call('app.initialise', { sample: false, ownUnit });
  expect(await program.call('settings.get', { key: OWN_UNIT })).toEqual({ value: ownUnit });
  expect((await program.call('app.status', {})).rehearsal).toBe(false);
  // The register says which units there are: an office that only looks on is none of the programme.
  expect((await program.call('organisations.list', {})).organisations).toEqual([]);
});

test('what the program runs on is told before there is a folder', async () => {
  const program = await openProgram({ fresh: true });
  expect(await program.call('app.about', {})).toEqual({
    system: expect.stringMatching(/\S/),
    sqlite: expect.stringMatching(/^3\.\d+\.\d+$/),
    node: process.versions.node,
    electron: null,
    chromium: null,
  });
});

test('so are the licences of its parts, each with its words', async () => {
  const program = await openProgram({ fresh: true });
  const { parts, texts } = await program.call('app.licences', {});
  const part = parts.find(({ name }) => name === 'better-sqlite3');
  expect(part?.licence).toBe('MIT');
  expect(texts[part?.text ?? -1]).toContain('Permission is hereby granted');
});

test('and what each version brought, the one that runs first', async () => {
  const program = await openProgram({ fresh: true });
  const { releases } = await program.call('app.changes', {});
  const packageJson = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8'),
  );
  expect(releases[0]?.version).toBe(packageJson.version);
  expect(new Set(releases.map(({ version }) => version)).size).toBe(releases.length);
});

test('an unknown kind of unit makes no folder', async () => {
  const program = await openProgram({ fresh: true });
  const ownUnit = { kind: 'vuong_quoc', name: 'Thanh Trì' };
  expect(await program.refused('app.initialise', { sample: false, ownUnit })).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'kind' },
  });
  expect((await program.call('app.status', {})).initialised).toBe(false);
});

test('an empty folder can be one to rehearse in', async () => {
  const program = await openProgram({ fresh: true });
  expect(await program.call('app.initialise', { sample: false, rehearsal: true })).toMatchObject({
    schools: 0,
  });
  expect((await program.call('app.status', {})).rehearsal).toBe(true);
  expect((await program.call('settings.get', { key: OWN_UNIT })).value).toBeNull();
});

test('a program that was killed between the first tables and the schema left nothing, and begins again', async () => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  mkdirSync(dataDir);
  const sqlite = new Sqlite(path.join(dataDir, 'chung-tay.sqlite'));
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma(`application_id = ${0x43546179}`);
  sqlite.exec(
    'CREATE TABLE kysely_migration (name varchar(255) PRIMARY KEY, timestamp varchar(255) NOT NULL)',
  );
  sqlite.close();
  for (let start = 0; start < 2; start += 1) {
    const program = await openProgram({ fresh: true, dataDir, staysUp: true });
    expect(await program.call('app.status', {})).toMatchObject({ initialised: false, failure: null });
    await program.backend.close();
  }
  const program = await openProgram({ fresh: true, dataDir });
  await program.call('app.initialise', { sample: true });
});
