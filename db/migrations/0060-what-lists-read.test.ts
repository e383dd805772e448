import { expect, test } from 'vitest';
import { closeDatabase } from '../connection.ts';
import { readRemovals } from '../journal.ts';
import { command, dataBefore, insertSchool, open } from '../testing.ts';

test('in data of before the bin and the list of reports are found without reading everything', async () => {
  const { file, old } = await dataBefore('0060');
  command(old.sqlite, 'schools.create', () => insertSchool(old.sqlite, 'a'));
  command(old.sqlite, 'schools.remove', () =>
    old.sqlite.prepare("UPDATE school SET deleted_at = '2023-10-01T00:00:00.000Z' WHERE id = 'a'").run(),
  );
  const removals = readRemovals(old.sqlite);
  expect(removals).toMatchObject([{ table: 'school', key: 'a' }]);
  await closeDatabase(old);

  const { sqlite } = await open({ file });
  expect(readRemovals(sqlite)).toEqual(removals);
  const plan = (query: string) => JSON.stringify(sqlite.prepare(`EXPLAIN QUERY PLAN ${query}`).all());
  expect(plan(`SELECT actor FROM journal WHERE instr(payload, '"deleted_at":"') > 0`)).toContain(
    'journal_removals',
  );
  expect(plan('SELECT label, created_at FROM report WHERE deleted_at IS NULL ORDER BY id DESC')).toContain(
    'COVERING INDEX report_listed',
  );
});
