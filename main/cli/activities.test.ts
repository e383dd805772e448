import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { json } from './testing.ts';

const root = mkdtempSync(path.join(tmpdir(), 'chung-tay-cli-activities-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const data = path.join(root, 'data');
const run = (...args: string[]) => json([...args, '--data', data]);
const list = (...lines: string[]) => {
  const file = path.join(root, 'hoat-dong.csv');
  writeFileSync(file, lines.join('\n'));
  return file;
};

const HEAD = 'Ngày,Cặp trường,Loại hoạt động,Nội dung/chuyên đề,Lượt GV';
const THEME = '12/10/2023,Trường Mầm non Hoa Sen - Trường Mầm non Hoa Cúc,Chuyên đề,Góc chơi sáng tạo';

beforeAll(async () => {
  await run('init', '--sample');
});

test('activities come in from a list, all or nothing', async () => {
  const counts = (created: number, updated: number, unchanged: number) => ({
    code: 0,
    answer: { ok: true, created, updated, unchanged, warnings: [] },
  });
  expect(await run('activities', 'import', list(HEAD, `${THEME},20`), '--dry-run')).toEqual(counts(1, 0, 0));
  expect(await run('activities', 'import', list(HEAD, `${THEME},20`))).toEqual(counts(1, 0, 0));
  expect(await run('activities', 'import', list(HEAD, `${THEME},20`))).toEqual(counts(0, 0, 1));
  expect(await run('activities', 'import', list(HEAD, `${THEME},24`))).toEqual(counts(0, 1, 0));
  const wrong = await run('activities', 'import', list(HEAD, `${THEME} mới,20`, `${THEME},-1`));
  expect(wrong.code).toBe(3);
  expect(wrong.answer.error).toMatchObject({
    code: 'INVALID_ROWS',
    details: { errors: [{ cell: 'E3', code: 'COUNT_NEGATIVE' }] },
  });
  expect(await run('activities', 'import', list(HEAD, `${THEME},24`))).toEqual(counts(0, 0, 1));
});

test('what is missing is told by the exit code', async () => {
  expect((await run('activities', 'import')).code).toBe(2);
  expect((await run('activities', 'import', path.join(root, 'khong-co.xlsx'))).code).toBe(3);
});
