import type { Migration } from 'kysely/migration';
import * as foundation from './0010-foundation.ts';

/**
 * Every migration ever shipped, in order of its number; numbers leave gaps of ten. A migration that was
 * released is never edited: it imports nothing of the application and the next change gets a new file.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0010-foundation': foundation,
};
