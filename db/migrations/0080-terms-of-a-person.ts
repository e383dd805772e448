import { type Kysely, sql } from 'kysely';

/**
 * The terms of a person. SQLite looks for them whenever one is removed: taking back an import of thousands of schools read
 * all terms for each head.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`CREATE INDEX term_of_office_person ON term_of_office (person_id)`.execute(db);
}
