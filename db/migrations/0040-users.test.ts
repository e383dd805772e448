import path from 'node:path';
import { expect, test } from 'vitest';
import { closeDatabase } from '../connection.ts';
import { verifyJournal } from '../journal.ts';
import { command, dataBefore, open, temporaryFolder } from '../testing.ts';

test('a folder that knew no users keeps its rows and its journal, and names nobody', async () => {
  const { file, old } = await dataBefore('0040');
  command(old.sqlite, 'schools.create', () =>
    old.sqlite.exec(
      "INSERT INTO school (id, level, created_at, updated_at) VALUES ('s1', 'thcs', '2023', '2023')",
    ),
  );
  await closeDatabase(old);

  const { sqlite } = await open({ file });
  const row = (sql: string) => sqlite.prepare(sql).get();
  expect(row('SELECT id, level FROM school')).toEqual({ id: 's1', level: 'thcs' });
  expect(row('SELECT actor, command FROM journal')).toEqual({ actor: 'van-thu', command: 'schools.create' });
  expect(row('SELECT (SELECT count(*) FROM user) + (SELECT count(*) FROM password) AS named')).toEqual({
    named: 0,
  });
  expect(verifyJournal(sqlite)).toEqual([]);
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
});

test('a name can be given again once its user is gone, and the journal never holds a password', async () => {
  const { sqlite } = await open({ file: path.join(temporaryFolder(), 'new.sqlite'), create: true });
  const insert = (id: string) =>
    sqlite.exec(
      `INSERT INTO user (id, name, role, created_at, updated_at) VALUES ('${id}', 'Nguyễn Văn A', 'admin', '2024', '2024')`,
    );
  command(sqlite, 'users.create', () => {
    insert('first');
    sqlite.exec("INSERT INTO password VALUES ('first', '$scrypt$secret', '2024')");
  });
  expect(() => insert('second')).toThrow(/UNIQUE/);
  sqlite.exec("UPDATE user SET deleted_at = '2024' WHERE id = 'first'");
  insert('second');

  const payload = String(sqlite.prepare('SELECT payload FROM journal').pluck().get());
  expect(payload).toContain('Nguyễn Văn A');
  expect(payload).not.toContain('scrypt');
});
