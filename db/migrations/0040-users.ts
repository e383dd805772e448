import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE user (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT`,
  // A table of its own, because the journal keeps whatever a recorded table holds.
  `CREATE TABLE password (
  user_id TEXT PRIMARY KEY REFERENCES user (id),
  hash TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT`,
  'CREATE UNIQUE INDEX user_once ON user (name) WHERE deleted_at IS NULL',
];

/** The people who share this computer, and what proves who they are. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
