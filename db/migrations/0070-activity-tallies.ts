import { type Kysely, sql } from 'kysely';

/**
 * Everything that indicators add up, in the order of kinds and days: sums by both need neither the wide rows nor sorting.
 * The programme stands behind them, lest SQLite take the index for finding its activities.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`CREATE INDEX activity_tally ON activity (kind_code, held_on, programme_id, status, deleted_at,
    manager_turns, teacher_turns, pupil_turns, demo_lessons, materials, speakers)`.execute(db);
}
