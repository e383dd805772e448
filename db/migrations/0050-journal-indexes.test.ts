import { expect, test } from 'vitest';
import { closeDatabase } from '../connection.ts';
import { verifyJournal } from '../journal.ts';
import { command, dataBefore, insertSchool, open } from '../testing.ts';

test('a journal of before is found by its deeds, and its chain holds', async () => {
  const { file, old } = await dataBefore('0050');
  command(old.sqlite, 'schools.create', () => insertSchool(old.sqlite, 'a'));
  await closeDatabase(old);

  const { sqlite } = await open({ file });
  const asked = "SELECT sequence FROM journal WHERE command = 'schools.create'";
  expect(sqlite.prepare(asked).pluck().all()).toEqual([1]);
  expect(JSON.stringify(sqlite.prepare(`EXPLAIN QUERY PLAN ${asked}`).all())).toContain('journal_command');
  expect(verifyJournal(sqlite)).toEqual([]);
});
