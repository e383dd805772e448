import type { ReadDb } from '../../../db/read.ts';
import { organisationsOn } from '../../../db/repositories/organisations.ts';
import type { Row } from '../../../db/schema.ts';
import { renewalsIn, type StoredMemorandum } from './list.ts';

/** What is counted of a memorandum, without the names and papers that a list shows. */
export interface CountedMemorandum extends Pick<StoredMemorandum, 'expiresOn' | 'renewedById'> {
  readonly row: Pick<Row<'memorandum'>, 'id' | 'state' | 'pair_id' | 'signed_on'>;
}

/** The memoranda that `listMemoranda` lists on a day, in no order; `pairIds`: the pairs of the programme on that day. */
export async function countedMemoranda(
  db: ReadDb,
  programme: Row<'programme'>,
  on: string,
  pairIds: ReadonlySet<string>,
): Promise<CountedMemorandum[]> {
  const rows = await db
    .selectFrom('memorandum')
    .where('programme_id', '=', programme.id)
    .where('deleted_at', 'is', null)
    .select([
      'id',
      'kind',
      'state',
      'pair_id',
      'supporting_unit_id',
      'partner_unit_id',
      'signed_on',
      'ends_on',
    ])
    .execute();
  const units = new Set((await organisationsOn(db, on).execute()).map(({ id }) => id));
  const renewals = await renewalsIn(db);
  return rows
    .filter(({ kind, pair_id, supporting_unit_id, partner_unit_id }) =>
      kind === 'school'
        ? pairIds.has(pair_id ?? '')
        : units.has(supporting_unit_id ?? '') && units.has(partner_unit_id ?? ''),
    )
    .map((row) => ({
      row,
      expiresOn: row.ends_on ?? programme.ends_on,
      renewedById: renewals.get(row.id) ?? null,
    }));
}
