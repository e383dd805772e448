import { expect, test } from 'vitest';
import { closeDatabase } from '../connection.ts';
import { dataBefore, open } from '../testing.ts';

const OLD_ROWS = `
INSERT INTO organisation (id, kind, created_at, updated_at) VALUES ('o', 'huyen', '2023', '2023');
INSERT INTO person (id, full_name, folded, created_at, updated_at)
VALUES ('a', 'Nguyễn Văn A', 'nguyen van a', '2023', '2023'), ('b', 'Trần Thị B', 'tran thi b', '2023', '2023');
INSERT INTO term_of_office (id, person_id, organisation_id, role, position, valid_to, created_at, updated_at)
VALUES ('t', 'a', 'o', 'head', 'Chủ tịch', '2024-01-01', '2023', '2023');
INSERT INTO term_of_office (id, person_id, organisation_id, role, position, valid_from, created_at, updated_at)
VALUES ('u', 'b', 'o', 'head', 'Chủ tịch', '2024-01-01', '2023', '2023');
`;

test('terms of before are found by their person without looking at all of them, and still hold him', async () => {
  const { file, old } = await dataBefore('0080');
  old.sqlite.exec(OLD_ROWS);
  await closeDatabase(old);

  const { sqlite } = await open({ file });
  const asked = "SELECT id FROM term_of_office WHERE person_id = 'b'";
  expect(sqlite.prepare(asked).pluck().all()).toEqual(['u']);
  expect(JSON.stringify(sqlite.prepare(`EXPLAIN QUERY PLAN ${asked}`).all())).toContain(
    'INDEX term_of_office_person',
  );
  expect(() => sqlite.exec("DELETE FROM person WHERE id = 'b'")).toThrow(/FOREIGN KEY/);
});
