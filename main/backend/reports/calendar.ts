import type { ReadDb } from '../../../db/read.ts';
import type { SchoolYear } from '../../../preload/contract/report-figures.ts';

/** The office's school years, oldest first. */
export async function schoolYears(db: ReadDb): Promise<SchoolYear[]> {
  const rows = await db
    .selectFrom('school_year')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    startsOn: row.starts_on,
    semester1EndsOn: row.semester_1_ends_on,
    semester2StartsOn: row.semester_2_starts_on,
    endsOn: row.ends_on,
    note: row.note,
  }));
}
