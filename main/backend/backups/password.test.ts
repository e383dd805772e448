import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openProgram, type Program, temporaryFolder } from '../testing.ts';
import { isLocked } from './backup-file.ts';
import { readKey } from './password.ts';
import { rehearseBackup } from './rehearse.ts';
import { restoreAsFolder } from './restore.ts';

const PASSWORD = 'bốn con trâu trắng';

/** A sample programme with finalised papers whose backups have a password, and one of them. */
let program: Program;
let dataDir: string;
let name: string;
let backup: string;
let bytes: Buffer;
beforeAll(async () => {
  dataDir = path.join(temporaryFolder(), 'Chung Tay');
  program = await openProgram({ fresh: true, dataDir });
  await program.call('app.initialise', { sample: true });
  await program.call('memoranda.generate', {});
  await program.call('backups.setPassword', { password: PASSWORD });
  const made = await program.call('backups.create', {});
  expect(made.problems).toEqual([]);
  name = made.name;
  backup = path.join(dataDir, 'backups', name);
  bytes = readFileSync(backup);
});

function fileOf(content: Uint8Array): string {
  const file = path.join(temporaryFolder(), 'x.ctbackup');
  writeFileSync(file, content);
  return file;
}

describe('a backup with a password', () => {
  test('shows nothing of what is in it, and needs nothing but its password on another computer', async () => {
    expect(await isLocked(backup)).toBe(true);
    for (const shown of ['SQLite format', 'manifest.json', 'attachments/', 'Trường', '%PDF'])
      expect(bytes.includes(shown), shown).toBe(false);

    const target = path.join(temporaryFolder(), 'mới');
    // The same letters as another keyboard writes them.
    const password = PASSWORD.normalize('NFD');
    expect(await restoreAsFolder(backup, target, { password })).toMatchObject({
      problems: [],
      attachments: 10,
    });
    const other = await openProgram({ fresh: true, dataDir: target });
    expect(await other.call('check.run', {})).toEqual({ problems: [] });
    expect((await other.call('memoranda.list', {})).memoranda).toHaveLength(10);

    // Its own backups keep the password; they would lie open behind the back of who relies on it.
    const again = await other.call('backups.create', {});
    expect(again.problems).toEqual([]);
    const copy = path.join(target, 'backups', again.name);
    expect((await rehearseBackup(copy, { password: PASSWORD })).problems).toEqual([]);
  });

  test('is refused without the password, or with another, and leaves nothing behind', async () => {
    const parent = temporaryFolder();
    const restore = (password?: string) => restoreAsFolder(backup, path.join(parent, 'mới'), { password });
    await expect(restore()).rejects.toMatchObject({ code: 'BACKUP_PASSWORD_NEEDED' });
    await expect(restore('bốn con trâu đen')).rejects.toMatchObject({ code: 'BACKUP_PASSWORD_WRONG' });
    expect(readdirSync(parent)).toEqual([]);
  });

  test('is red or refused wherever bits were flipped, bytes changed places, or an end was cut off', async () => {
    const key = await readKey(dataDir);
    const codes = async (content: Uint8Array) =>
      (await rehearseBackup(fileOf(content), { key })).problems.map(({ code }) => code);
    expect(await codes(bytes)).toEqual([]);
    const place = fc.integer({ min: 0, max: bytes.length - 1 });
    const flip = fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ bits;
      return altered;
    });
    const cut = place.map((at) => bytes.subarray(0, at));
    // Two spans in each other's place.
    const spans = Math.floor(bytes.length / 1000);
    const swap = fc
      .uniqueArray(fc.integer({ min: 0, max: spans - 1 }), { minLength: 2, maxLength: 2 })
      .map(([one = 0, other = 1]) => {
        const altered = Buffer.from(bytes);
        altered.set(bytes.subarray(one * 1000, (one + 1) * 1000), other * 1000);
        altered.set(bytes.subarray(other * 1000, (other + 1) * 1000), one * 1000);
        return altered;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(flip, cut, swap), async (altered) => {
        expect(await codes(altered)).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('is no backup where its seal was made to fit what somebody changed in it', async () => {
    const altered = Buffer.from(bytes);
    const at = Math.floor(bytes.length / 2);
    altered[at] = (altered[at] ?? 0) ^ 1;
    const seal = createHash('sha256').update(altered.subarray(0, -64)).digest('hex');
    altered.write(seal, altered.length - 64, 'latin1');
    const seen = await rehearseBackup(fileOf(altered), { key: await readKey(dataDir) });
    expect(seen).toMatchObject({ manifest: null, problems: [{ code: 'BACKUP_UNREADABLE' }] });
  });
});

describe('the password of a folder', () => {
  test('is stored nowhere, and its key is in no backup as it lies in the folder', async () => {
    const key = readFileSync(path.join(dataDir, 'backup-key.json'), 'utf8');
    expect(key).not.toContain(PASSWORD);
    const { entries } = await program.call('history.list', { limit: 500 });
    expect(JSON.stringify(entries)).not.toContain(PASSWORD);
    expect(entries.map(({ command }) => command)).toContain('backups.setPassword');
    const { identity } = JSON.parse(key);
    expect(bytes.includes(identity)).toBe(false);
    expect(readdirSync(path.join(dataDir, 'backups'))).not.toContain('backup-key.json');
  });

  test('that is too short is refused', async () => {
    expect(await program.refused('backups.setPassword', { password: '12345678901' })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('cần ít nhất 12 ký tự'),
    });
  });

  test('opens its backups here without being asked for, until it is another one', async () => {
    const source = { place: 'own', name } as const;
    expect(await program.call('backups.inspect', { source })).toMatchObject({ problems: [] });
    await program.call('backups.setPassword', { password: 'một mật khẩu khác hẳn' });
    expect(await program.refused('backups.inspect', { source })).toMatchObject({
      code: 'BACKUP_PASSWORD_NEEDED',
    });
    const wrong = { source, password: 'một mật khẩu khác hẳn' };
    expect(await program.refused('backups.restore', wrong)).toMatchObject({ code: 'BACKUP_PASSWORD_WRONG' });
    await program.call('backups.restore', { source, password: PASSWORD });
    // What was set here stays set.
    program.wait(60_000);
    const made = await program.call('backups.create', {});
    const file = path.join(dataDir, 'backups', made.name);
    expect((await rehearseBackup(file, { password: 'một mật khẩu khác hẳn' })).problems).toEqual([]);
  });

  test('can be given up: new backups are open again, and the list tells which are not', async () => {
    expect((await program.call('backups.list', {})).lockedSince).not.toBeNull();
    await program.call('backups.removePassword', {});
    program.wait(60_000);
    const made = await program.call('backups.create', {});
    const { lockedSince, backups } = await program.call('backups.list', {});
    expect(lockedSince).toBeNull();
    expect(backups.find((each) => each.name === made.name)).toMatchObject({ locked: false });
    expect(backups.find((each) => each.name === name)).toMatchObject({ locked: true });
  });

  test('whose key can’t be read any more stops the backup: none is made without it unasked', async () => {
    await program.call('backups.setPassword', { password: PASSWORD });
    writeFileSync(path.join(dataDir, 'backup-key.json'), 'hỏng');
    expect(await program.refused('backups.create', {})).toMatchObject({ code: 'BACKUP_KEY_DAMAGED' });
    expect((await program.call('backups.list', {})).lockedSince).not.toBeNull();
    await program.call('backups.setPassword', { password: PASSWORD });
    expect(await program.call('backups.create', {})).toMatchObject({ problems: [] });
  });
});
