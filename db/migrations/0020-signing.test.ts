import { expect, test } from 'vitest';
import { closeDatabase } from '../connection.ts';
import { dataBefore, open } from '../testing.ts';

const OLD_ROWS = `
INSERT INTO folder VALUES (1, 'f', 'real', '2023');
INSERT INTO organisation (id, kind, created_at, updated_at) VALUES ('o', 'huyen', '2023', '2023');
INSERT INTO school (id, level, created_at, updated_at) VALUES ('s1', 'thcs', '2023', '2023'), ('s2', 'thcs', '2023', '2023');
INSERT INTO programme (id, title, phase, department, legal_bases, document_symbol, copies, venue, ceremony_on, starts_on, ends_on, created_at, updated_at)
VALUES ('p', 'Chung tay', '2023-2025', 'Sở', '[]', 'BGN', 4, 'Hội trường', '2023-04-15', '2023-01-01', '2025-12-31', '2023', '2023');
INSERT INTO school_pair VALUES ('c', 'p', 'thcs', 's1', 's2', '2023-01-01', '2025-12-31', '2023', '2023', NULL);
INSERT INTO template VALUES ('t', 'memorandum', 1, '{}', '2023', '2023', NULL);
INSERT INTO memorandum (id, pair_id, template_id, state, copies, contents, created_at, updated_at)
VALUES ('m1', 'c', 't', 'printed', 4, '[]', '2023', '2023'), ('m2', 'c', 't', 'cancelled', 4, '[]', '2023', '2023');
INSERT INTO attachment VALUES ('a', 'hash', 'x.pdf', 'application/pdf', 1, '2023', '2023', NULL);
INSERT INTO memorandum_version VALUES ('v', 'm1', 1, 't', '{}', 'a', 5, '2023', NULL, '2023', '2023', NULL);
`;

/** A folder as the first release left it, opened by this one. */
async function migrated() {
  const { file, old } = await dataBefore('0020');
  old.sqlite.exec(OLD_ROWS);
  await closeDatabase(old);
  return (await open({ file })).sqlite;
}

test('a folder of the first release gets a ceremony of its own, with its memoranda in the running order', async () => {
  const sqlite = await migrated();
  const row = (sql: string) => sqlite.prepare(sql).get();
  expect(row('SELECT programme_id, held_on, venue FROM ceremony')).toEqual({
    programme_id: 'p',
    held_on: '2023-04-15',
    venue: 'Hội trường',
  });
  expect(row('SELECT group_concat(memorandum_id) AS ids FROM ceremony_entry')).toEqual({ ids: 'm1' });
  expect(row("SELECT kind, programme_id, pair_id FROM memorandum WHERE id = 'm1'")).toEqual({
    kind: 'school',
    programme_id: 'p',
    pair_id: 'c',
  });
  expect(row('SELECT status FROM template')).toEqual({ status: 'published' });
  expect(row('SELECT page_codes FROM programme')).toEqual({ page_codes: 1 });
  expect(row('SELECT length(code_secret) AS length FROM folder')).toEqual({ length: 64 });
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
});

test('the ids that the migration makes are keys like all others', async () => {
  const sqlite = await migrated();
  const ids = sqlite.prepare('SELECT id FROM ceremony UNION SELECT id FROM ceremony_entry').pluck().all();
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
});
