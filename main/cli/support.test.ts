import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { json } from './testing.ts';

const root = mkdtempSync(path.join(tmpdir(), 'chung-tay-cli-support-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const data = path.join(root, 'data');
const run = (...args: string[]) => json([...args, '--data', data]);
const list = (...lines: string[]) => {
  const file = path.join(root, 'danh-sach.csv');
  writeFileSync(file, lines.join('\n'));
  return file;
};
const counts = (created: number, updated: number, unchanged: number) => ({ created, updated, unchanged });

beforeAll(async () => {
  await run('init', '--sample');
});

test('results of the exam come in from a list, all or nothing', async () => {
  const results = (admitted: number) =>
    list('Trường,Số dự thi,Trúng tuyển công lập', `THCS Khát Vọng,178,${admitted}`);
  const year = ['--school-year', '2023-2024'];
  expect(await run('exam-results', 'import', results(110), ...year, '--dry-run')).toEqual({
    code: 0,
    answer: { ok: true, ...counts(0, 1, 0), warnings: [] },
  });
  expect((await run('exam-results', 'import', results(110), ...year)).answer).toMatchObject(counts(0, 1, 0));
  const wrong = await run('exam-results', 'import', results(179), ...year);
  expect(wrong.code).toBe(3);
  expect(wrong.answer.error).toMatchObject({
    code: 'INVALID_ROWS',
    details: { errors: [{ cell: 'C2', code: 'FIGURES_CONFLICT' }] },
  });
  expect((await run('exam-results', 'import', results(110), '--school-year', '2023')).code).toBe(3);
  expect((await run('exam-results', 'import')).code).toBe(2);
});

test('support comes in from a list, all or nothing', async () => {
  const given = (quantity: string) =>
    list(
      'Ngày,Bên hỗ trợ,Bên nhận,Nội dung,SL,ĐVT,Đơn giá',
      `15/03/2024,THCS Ánh Dương,THCS Khát Vọng,Kính hiển vi,${quantity},chiếc,2500000`,
    );
  expect((await run('support', 'import', given('4'))).answer).toMatchObject(counts(1, 0, 0));
  expect((await run('support', 'import', given('4'))).answer).toMatchObject(counts(0, 0, 1));
  const wrong = await run('support', 'import', given('-4'));
  expect(wrong.code).toBe(3);
  expect(wrong.answer.error).toMatchObject({
    code: 'INVALID_ROWS',
    details: { errors: [{ cell: 'E2', code: 'COUNT_NEGATIVE' }] },
  });
  expect((await run('support', 'import')).code).toBe(2);
});
