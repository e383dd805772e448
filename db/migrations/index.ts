import * as foundation from './0010-foundation.ts';
import * as signing from './0020-signing.ts';
import * as followingUp from './0030-following-up.ts';
import * as users from './0040-users.ts';
import * as journalIndexes from './0050-journal-indexes.ts';
import * as whatListsRead from './0060-what-lists-read.ts';
import * as activityTallies from './0070-activity-tallies.ts';
import * as termsOfAPerson from './0080-terms-of-a-person.ts';
import type { Migrations } from './run.ts';

/**
 * Every migration ever shipped, in order of its number; numbers leave gaps of ten. A migration that was
 * released is never edited: it imports nothing of the application and the next change gets a new file.
 */
export const MIGRATIONS: Migrations = {
  '0010-foundation': foundation,
  '0020-signing': signing,
  '0030-following-up': followingUp,
  '0040-users': users,
  '0050-journal-indexes': journalIndexes,
  '0060-what-lists-read': whatListsRead,
  '0070-activity-tallies': activityTallies,
  '0080-terms-of-a-person': termsOfAPerson,
};
