import { expect, test } from 'vitest';
import { closeDatabase } from '../connection.ts';
import { dataBefore, open } from '../testing.ts';

const OLD_ROWS = `
INSERT INTO programme (id, title, phase, department, legal_bases, document_symbol, copies, starts_on, ends_on, created_at, updated_at)
VALUES ('p', 'Chung tay', '2023-2025', 'Sở', '[]', 'BGN', 4, '2023-01-01', '2025-12-31', '2023', '2023');
INSERT INTO indicator VALUES ('THEMES', 'Số chuyên đề', 'chuyên đề', 'activities', 1, NULL, 0, '2023', '2023', NULL);
INSERT INTO activity_kind VALUES ('chuyen_de', 'Chuyên đề', 'THEMES', '[]', NULL, 0, '2023', '2023', NULL);
INSERT INTO activity (id, programme_id, kind_code, status, held_on, topic, folded, form, teacher_turns, created_at, updated_at, deleted_at)
VALUES ('a', 'p', 'chuyen_de', 'done', '2023-10-01', 'Chuyên đề', 'chuyen de', 'truc_tiep', 30, '2023', '2023', NULL),
       ('b', 'p', 'chuyen_de', 'done', '2023-10-01', 'Chuyên đề', 'chuyen de', 'truc_tiep', 12, '2023', '2023', NULL),
       ('c', 'p', 'chuyen_de', 'done', '2023-10-01', 'Chuyên đề', 'chuyen de', 'truc_tiep', 99, '2023', '2023', '2023');
`;

test('activities of before are added up by kinds and days without looking at their rows, and those removed are not', async () => {
  const { file, old } = await dataBefore('0070');
  old.sqlite.exec(OLD_ROWS);
  await closeDatabase(old);

  const { sqlite } = await open({ file });
  const asked = `SELECT kind_code, held_on, count(*) AS times, sum(teacher_turns) AS turns FROM activity INDEXED BY activity_tally
    WHERE programme_id = 'p' AND status = 'done' AND deleted_at IS NULL GROUP BY kind_code, held_on`;
  expect(sqlite.prepare(asked).all()).toEqual([
    { kind_code: 'chuyen_de', held_on: '2023-10-01', times: 2, turns: 42 },
  ]);
  const plan = JSON.stringify(sqlite.prepare(`EXPLAIN QUERY PLAN ${asked}`).all());
  expect(plan).toContain('COVERING INDEX activity_tally');
  expect(plan).not.toContain('TEMP B-TREE');
});
