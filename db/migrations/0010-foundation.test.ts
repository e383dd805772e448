import { expect, test } from 'vitest';
import { memoryDatabase } from '../testing.ts';

/*
 * One test a migration, named after it: it stops before the migration with
 * `open({ file, create: true, migrations: <the earlier ones> })`, stores rows as that program would have, opens again
 * with this migration and looks at what became of the rows. The first one has no old rows to keep.
 */
test('the first schema takes a school with dated names, one after the other', async () => {
  const { sqlite } = await memoryDatabase();
  sqlite.exec(`
    INSERT INTO school (id, level, created_at, updated_at) VALUES ('s', 'thcs', '2023', '2023');
    INSERT INTO school_name (id, school_id, name, folded, valid_to, created_at, updated_at)
    VALUES ('n1', 's', 'Trường THCS Hoa Sen', 'truong thcs hoa sen', '2025-07-01', '2023', '2023');
    INSERT INTO school_name (id, school_id, name, folded, valid_from, created_at, updated_at)
    VALUES ('n2', 's', 'Trường THCS Hoa Ban', 'truong thcs hoa ban', '2025-07-01', '2025', '2025');
  `);
  const nameOn = (day: string) =>
    sqlite
      .prepare(
        `SELECT name FROM school_name WHERE coalesce(valid_from, '') <= @day AND coalesce(valid_to, '9') > @day`,
      )
      .pluck()
      .all({ day });
  expect(nameOn('2023-04-15')).toEqual(['Trường THCS Hoa Sen']);
  expect(nameOn('2025-06-30')).toEqual(['Trường THCS Hoa Sen']);
  expect(nameOn('2025-07-01')).toEqual(['Trường THCS Hoa Ban']);
});

test('codes are unique among the schools that are not in the bin', async () => {
  const { sqlite } = await memoryDatabase();
  const insert = (id: string, deletedAt: string | null) =>
    sqlite
      .prepare(
        "INSERT INTO school (id, code, level, created_at, updated_at, deleted_at) VALUES (?, '0101', 'thcs', '', '', ?)",
      )
      .run(id, deletedAt);
  insert('binned', '2023-05-01T00:00:00.000Z');
  insert('kept', null);
  expect(() => insert('twin', null)).toThrow(/UNIQUE/);
});
