import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  'CREATE INDEX journal_command ON journal (command, sequence)',
  'CREATE INDEX journal_actor ON journal (actor, sequence)',
  'CREATE INDEX journal_at ON journal (at, sequence)',
  'CREATE INDEX journal_hash ON journal (hash)',
];

/** What the journal is filtered by, and the hashes that papers carry: its rows are too big to be looked through. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
