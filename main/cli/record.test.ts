import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { json } from './testing.ts';

const root = mkdtempSync(path.join(tmpdir(), 'chung-tay-cli-record-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const data = path.join(root, 'data');
const run = (...args: string[]) => json([...args, '--data', data]);
const list = (name: string, ...lines: string[]) => {
  const file = path.join(root, name);
  writeFileSync(file, lines.join('\n'));
  return file;
};

const HEAD = 'Bên A,Bên B,Số,Ngày ký';
const PAIR = 'Trường Mầm non Hoa Sen,Trường Mầm non Hoa Cúc';

beforeAll(async () => {
  await run('init', '--sample');
});

test('what was signed is recorded from a list, all or nothing', async () => {
  const draft = await run('memoranda', 'record', list('nhap.csv', HEAD, `${PAIR},5,15/04/2023`));
  expect(draft.code).toBe(3);
  expect(draft.answer.error).toMatchObject({
    code: 'INVALID_ROWS',
    details: { errors: [{ cell: 'D2', code: 'MEMORANDUM_DRAFT' }] },
  });
  const number = await run('memoranda', 'record', list('so.csv', HEAD, `${PAIR},5,`));
  expect(number).toEqual({ code: 0, answer: { ok: true, updated: 1, warnings: [] } });
  const again = await run('memoranda', 'record', list('so.csv', HEAD, `${PAIR},05,`));
  expect(again.answer).toEqual({ ok: true, updated: 0, warnings: [] });
  expect((await run('memoranda', 'record', path.join(root, 'khong-co.xlsx'))).code).toBe(3);
  expect((await run('memoranda', 'record')).code).toBe(2);
});

test('findings keep the shape that other programs know', async () => {
  const { answer } = await run('memoranda', 'check');
  for (const finding of (answer as { findings?: object[] }).findings ?? [])
    expect(Object.keys(finding).sort()).toEqual(['code', 'memorandumId', 'message', 'severity']);
});
