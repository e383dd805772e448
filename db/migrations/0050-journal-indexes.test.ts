import path from 'node:path';
import { expect, test } from 'vitest';
import { closeDatabase } from '../connection.ts';
import { verifyJournal } from '../journal.ts';
import { command, insertSchool, open, temporaryFolder } from '../testing.ts';
import * as foundation from './0010-foundation.ts';
import * as signing from './0020-signing.ts';
import * as followingUp from './0030-following-up.ts';
import * as users from './0040-users.ts';

test('a journal of before is found by its deeds, and its chain holds', async () => {
  const file = path.join(temporaryFolder(), 'old.sqlite');
  const old = await open({
    file,
    create: true,
    migrations: {
      '0010-foundation': foundation,
      '0020-signing': signing,
      '0030-following-up': followingUp,
      '0040-users': users,
    },
  });
  command(old.sqlite, 'schools.create', () => insertSchool(old.sqlite, 'a'));
  await closeDatabase(old);

  const { sqlite } = await open({ file });
  const asked = "SELECT sequence FROM journal WHERE command = 'schools.create'";
  expect(sqlite.prepare(asked).pluck().all()).toEqual([1]);
  expect(JSON.stringify(sqlite.prepare(`EXPLAIN QUERY PLAN ${asked}`).all())).toContain('journal_command');
  expect(verifyJournal(sqlite)).toEqual([]);
});
