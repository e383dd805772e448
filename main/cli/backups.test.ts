import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli, contentOf, json } from './testing.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const data = path.join(folder, 'dữ liệu');
const backup = path.join(folder, 'sao lưu.ctbackup');
const locked = path.join(folder, 'có mật khẩu.ctbackup');
const PASSWORD = { CHUNG_TAY_BACKUP_PASSWORD: 'bốn con trâu trắng' };
const VERDICT = {
  tables: expect.any(Number),
  attachments: 0,
  sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  problems: [],
};

beforeAll(async () => {
  expect((await cli(['init', '--sample', '--data', data])).code).toBe(0);
});

/** Each step is a program of its own, milliseconds. */
const STEPS = { timeout: 120_000 };

describe('backup', STEPS, () => {
  test('create writes one file, which verify judges and restore makes a data folder of', async () => {
    const made = await json(['backup', 'create', '--out', backup, '--data', data]);
    expect(made).toEqual({ code: 0, answer: { ok: true, path: backup, ...VERDICT, locked: false } });
    const { tables, sha256 } = made.answer;
    expect(await json(['backup', 'verify', backup])).toEqual({
      code: 0,
      answer: { ok: true, ...VERDICT, tables, sha256 },
    });
    const restored = path.join(folder, 'khôi phục');
    expect(await json(['backup', 'restore', backup, '--data', restored])).toEqual({
      code: 0,
      answer: { ok: true, dataDir: restored, ...VERDICT, tables, sha256 },
    });
    expect(await json(['check', '--data', restored])).toEqual({
      code: 0,
      answer: { ok: true, problems: [] },
    });
    const { stdout } = await cli(['backup', 'verify', backup]);
    expect(stdout).toContain('còn nguyên vẹn');
  });

  test('create says what it lacks and where it can’t write, and writes nothing', async () => {
    const before = contentOf(data);
    expect((await json(['backup', 'create', '--data', data])).code).toBe(2);
    expect(
      await json(['backup', 'create', '--out', backup, '--data', path.join(folder, 'không có')]),
    ).toMatchObject({
      code: 4,
      answer: { error: { code: 'DATA_FOLDER_MISSING' } },
    });
    const inFile = path.join(backup, 'x.ctbackup');
    expect(await json(['backup', 'create', '--out', inFile, '--data', data])).toMatchObject({
      code: 3,
      answer: { error: { code: 'FILE_WRITE_FAILED' } },
    });
    expect(contentOf(data)).toEqual(before);
  });

  test('verify finds a changed byte, and judges what never was a backup', async () => {
    const altered = readFileSync(backup);
    altered[5000] = (altered[5000] ?? 0) ^ 1;
    const file = path.join(folder, 'đã sửa.ctbackup');
    writeFileSync(file, altered);
    const { code, answer } = await json(['backup', 'verify', file]);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ ok: true, problems: [{ code: expect.stringMatching(/^BACKUP_/) }] });
    const { stdout } = await cli(['backup', 'verify', file]);
    expect(stdout).toContain('BẢN SAO LƯU BỊ HỎNG');

    const letter = path.join(folder, 'thư.ctbackup');
    writeFileSync(letter, 'Kính gửi');
    expect(await json(['backup', 'verify', letter])).toMatchObject({
      code: 0,
      answer: { problems: [{ code: 'BACKUP_UNREADABLE' }] },
    });
    expect(await json(['backup', 'verify', path.join(folder, 'không có.ctbackup')])).toMatchObject({
      code: 3,
      answer: { ok: false, error: { code: 'FILE_NOT_FOUND' } },
    });
    const target = path.join(folder, 'không thành');
    expect(await json(['backup', 'restore', file, '--data', target])).toMatchObject({
      code: 3,
      answer: { error: { code: expect.stringMatching(/^BACKUP_/) } },
    });
    expect(existsSync(target)).toBe(false);
  });

  test('restore never writes into a folder that has something in it', async () => {
    const before = contentOf(data);
    expect(await json(['backup', 'restore', backup, '--data', data])).toMatchObject({
      code: 3,
      answer: { error: { code: 'FOLDER_NOT_EMPTY' } },
    });
    expect(contentOf(data)).toEqual(before);
  });
});

describe('backup with a password in the environment', STEPS, () => {
  test('create locks the file; verify and restore open it with the same password', async () => {
    const made = await json(['backup', 'create', '--out', locked, '--data', data], { env: PASSWORD });
    expect(made).toEqual({ code: 0, answer: { ok: true, path: locked, ...VERDICT, locked: true } });
    expect(readFileSync(locked).includes('SQLite format')).toBe(false);
    const { tables, sha256 } = made.answer;
    expect(await json(['backup', 'verify', locked], { env: PASSWORD })).toEqual({
      code: 0,
      answer: { ok: true, ...VERDICT, tables, sha256 },
    });
    const target = path.join(folder, 'mở khóa');
    expect((await json(['backup', 'restore', locked, '--data', target], { env: PASSWORD })).code).toBe(0);
    expect(await json(['check', '--data', target])).toEqual({ code: 0, answer: { ok: true, problems: [] } });
    // The folder itself got no password by that.
    const plain = path.join(folder, 'không khóa.ctbackup');
    expect((await json(['backup', 'create', '--out', plain, '--data', data])).answer).toMatchObject({
      locked: false,
    });
  });

  test('a missing or a wrong password has a code of its own, and nothing is written', async () => {
    const target = path.join(folder, 'không mở được');
    const before = readdirSync(folder);
    for (const command of [
      ['backup', 'verify', locked],
      ['backup', 'restore', locked, '--data', target],
    ]) {
      expect(await json(command)).toMatchObject({
        code: 3,
        answer: { ok: false, error: { code: 'BACKUP_PASSWORD_NEEDED' } },
      });
      expect(await json(command, { env: { CHUNG_TAY_BACKUP_PASSWORD: 'sai' } })).toMatchObject({
        code: 3,
        answer: { ok: false, error: { code: 'BACKUP_PASSWORD_WRONG' } },
      });
    }
    expect(readdirSync(folder)).toEqual(before);
  });

  test('an empty one never makes an open backup', async () => {
    const file = path.join(folder, 'trống.ctbackup');
    const env = { CHUNG_TAY_BACKUP_PASSWORD: '' };
    expect(await json(['backup', 'create', '--out', file, '--data', data], { env })).toMatchObject({
      code: 3,
      answer: { error: { code: 'BACKUP_PASSWORD_NEEDED' } },
    });
    expect(existsSync(file)).toBe(false);
  });

  test('the help names the variable', async () => {
    expect((await cli(['--help'])).stdout).toContain('CHUNG_TAY_BACKUP_PASSWORD');
  });
});
