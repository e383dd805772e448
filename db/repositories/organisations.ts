import { inForce, type ReadDb, type WriteDb } from '../read.ts';
import type { NewRow } from '../schema.ts';

/** Managing units with their names in force on a day, in order of entry. */
export function organisationsOn(db: ReadDb, on: string) {
  return db
    .selectFrom('organisation as o')
    .innerJoin('organisation_name as n', (join) =>
      join.onRef('n.organisation_id', '=', 'o.id').on(inForce('n', on)),
    )
    .where('o.deleted_at', 'is', null)
    .orderBy('o.id')
    .select([
      'o.id',
      'o.kind',
      'o.confirmed',
      'o.address',
      'o.phone',
      'o.email',
      'n.id as name_id',
      'n.name',
      'n.folded',
      'n.committee',
      'n.office',
      'n.office_short',
      'n.office_symbol',
      'n.office_head',
    ]);
}

export async function insertOrganisation(
  db: WriteDb,
  organisation: NewRow<'organisation'>,
  name: NewRow<'organisation_name'>,
): Promise<void> {
  await db.insertInto('organisation').values(organisation).execute();
  await db.insertInto('organisation_name').values(name).execute();
}
