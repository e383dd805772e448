import type { ReadDb } from '../../../db/read.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import { compareVietnamese } from '../../../db/text.ts';
import { AppError } from '../errors.ts';

/** A school as stored on a day, with the keys of its dated rows. */
export type StoredSchool = Awaited<ReturnType<ReturnType<typeof schoolsOn>['execute']>>[number];

/** One school in force on a day. @throws AppError NOT_FOUND */
export async function schoolById(db: ReadDb, id: string, on: string): Promise<StoredSchool> {
  const row = await schoolsOn(db, on)
    .where('s.id', '=', id)
    .where('s.deleted_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', { what: 'trường' });
  return row;
}

/** The register in Vietnamese order. */
export async function allSchools(db: ReadDb, on: string): Promise<StoredSchool[]> {
  const rows = await schoolsOn(db, on).where('s.deleted_at', 'is', null).execute();
  return rows.sort((left, right) => compareVietnamese(left.name, right.name));
}
