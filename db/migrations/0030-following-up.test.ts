import path from 'node:path';
import { expect, test } from 'vitest';
import { closeDatabase } from '../connection.ts';
import { dataBefore, open, temporaryFolder } from '../testing.ts';

const OLD_ROWS = `
INSERT INTO folder (id, folder_id, kind, created_at, code_secret) VALUES (1, 'f', 'real', '2023', 'x');
INSERT INTO school (id, level, created_at, updated_at) VALUES ('s1', 'thcs', '2023', '2023'), ('s2', 'thcs', '2023', '2023');
INSERT INTO programme (id, title, phase, department, legal_bases, document_symbol, copies, starts_on, ends_on, created_at, updated_at)
VALUES ('p', 'Chung tay', '2023-2025', 'Sở', '[]', 'BGN', 4, '2023-01-01', '2025-12-31', '2023', '2023');
INSERT INTO indicator VALUES ('THEMES', 'Số chuyên đề', 'chuyên đề', 'activities', 1, NULL, 0, '2023', '2023', NULL);
INSERT INTO activity_kind VALUES ('chuyen_de', 'Chuyên đề', 'THEMES', '[]', NULL, 0, '2023', '2023', NULL);
INSERT INTO activity (id, programme_id, kind_code, status, held_on, topic, folded, form, teacher_turns, created_at, updated_at)
VALUES ('a', 'p', 'chuyen_de', 'done', '2023-10-01', 'Chuyên đề', 'chuyen de', 'truc_tiep', 30, '2023', '2023');
INSERT INTO attachment VALUES ('f', 'hash', 'x.xlsx', 'application/x', 1, '2023', '2023', NULL);
INSERT INTO report VALUES ('r', 'p', '2023-2024/HK1', 'Học kỳ I', '{}', 'f', 12, NULL, NULL, '2023', '2023', NULL);
`;

test('a folder that only signed keeps its activities and reports, and can be followed up', async () => {
  const { file, old } = await dataBefore('0030');
  old.sqlite.exec(OLD_ROWS);
  await closeDatabase(old);

  const { sqlite } = await open({ file });
  const row = (sql: string) => sqlite.prepare(sql).get();
  expect(row('SELECT teacher_turns, cost, speakers FROM activity')).toEqual({
    teacher_turns: 30,
    cost: null,
    speakers: '[]',
  });
  expect(row('SELECT form, rows, journal_sequence FROM report')).toEqual({
    form: 'workbook',
    rows: 12,
    journal_sequence: 0,
  });
  expect(row('SELECT sum(needs_support) AS in_difficulty FROM school')).toEqual({ in_difficulty: 0 });
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
});

test('a year has one result a school, and one of the city', async () => {
  const { sqlite } = await open({ file: path.join(temporaryFolder(), 'new.sqlite'), create: true });
  const insert = (id: string) =>
    sqlite.exec(
      `INSERT INTO exam_result (id, school_id, school_year, created_at, updated_at) VALUES ('${id}', NULL, '2023-2024', '2024', '2024')`,
    );
  insert('first');
  expect(() => insert('second')).toThrow(/UNIQUE/);
});
