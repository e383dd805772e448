import type { ReadDb } from '../../../db/read.ts';
import { organisationsOn } from '../../../db/repositories/organisations.ts';
import type { Row } from '../../../db/schema.ts';
import type { Memorandum } from '../../../preload/contract/memoranda.ts';
import { AppError } from '../errors.ts';
import { listPairs, type StoredPair } from '../pairs/pairs.ts';
import { currentProgramme } from '../programmes/programme.ts';
import type { Standing } from './states.ts';

type Party = Memorandum['supporting'];

/** A memorandum with its parties by their names on a day, and the file of its newest finalised version. */
export interface StoredMemorandum {
  readonly row: Row<'memorandum'>;
  /** Null when two managing units sign. */
  readonly pair: StoredPair | null;
  readonly supporting: Party;
  readonly partner: Party;
  readonly stored: { readonly attachmentId: string; readonly pages: number; readonly sha256: string } | null;
  readonly signers: Memorandum['signers'];
  /** Complete signed copies of the newest version. */
  readonly signedCopies: number;
  /** Its last day, by its own or by the programme's end. */
  readonly expiresOn: string;
  readonly renewedById: string | null;
}

/**
 * Memoranda, all or those of the ids: those of the managing units first, then in the order of the pairs. Names are
 * those of the day.
 */
export async function listMemoranda(
  db: ReadDb,
  on: string,
  ids?: readonly string[],
): Promise<StoredMemorandum[]> {
  const programme = await currentProgramme(db);
  const rows = await db
    .selectFrom('memorandum as m')
    .$if(ids !== undefined, (asked) => asked.where('m.id', 'in', ids ?? []))
    .leftJoin('memorandum_version as v', (join) =>
      join.onRef('v.memorandum_id', '=', 'm.id').onRef('v.version', '=', 'm.version'),
    )
    .leftJoin('attachment as a', 'a.id', 'v.attachment_id')
    .where('m.programme_id', '=', programme.id)
    .where('m.deleted_at', 'is', null)
    .orderBy('m.id')
    .selectAll('m')
    .select(({ selectFrom, fn }) => [
      'v.pages',
      'a.id as attachment_id',
      'a.sha256',
      selectFrom('signed_copy as c')
        .whereRef('c.memorandum_id', '=', 'm.id')
        .whereRef('c.version', '=', 'm.version')
        .where('c.complete', '=', 1)
        .where('c.deleted_at', 'is', null)
        .select(fn.countAll<number>().as('copies'))
        .as('signed_copies'),
    ])
    .execute();
  const signers = await signersOf(db, ids);
  const renewals = await renewalsIn(db);
  const pairIds = ids && rows.flatMap((row) => row.pair_id ?? []);
  const partiesOf = await partiesOn(db, programme.id, on, pairIds);

  return rows
    .flatMap(({ pages, attachment_id, sha256, signed_copies, ...row }): StoredMemorandum[] => {
      const parties = row.kind === 'school' ? partiesOf.schools(row) : partiesOf.units(row);
      if (!parties) return [];
      return [
        {
          row,
          ...parties,
          stored: attachment_id && pages && sha256 ? { attachmentId: attachment_id, pages, sha256 } : null,
          signers: signers.get(row.id) ?? [],
          signedCopies: signed_copies ?? 0,
          expiresOn: row.ends_on ?? programme.ends_on,
          renewedById: renewals.get(row.id) ?? null,
        },
      ];
    })
    .sort((left, right) => partiesOf.order(left.pair) - partiesOf.order(right.pair));
}

/** The memorandum that continues another, by the key of the one that it renews. */
export async function renewalsIn(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('memorandum')
    .where('renews_id', 'is not', null)
    .where('state', '!=', 'cancelled')
    .where('deleted_at', 'is', null)
    .select(['id', 'renews_id'])
    .execute();
  return new Map(rows.flatMap(({ id, renews_id }) => (renews_id ? [[renews_id, id] as const] : [])));
}

/** Who signed, by memorandum, party A first. */
async function signersOf(
  db: ReadDb,
  ids: readonly string[] | undefined,
): Promise<Map<string, Memorandum['signers']>> {
  const rows = await db
    .selectFrom('memorandum_signer')
    .$if(ids !== undefined, (asked) => asked.where('memorandum_id', 'in', ids ?? []))
    .where('deleted_at', 'is', null)
    .orderBy('side')
    .select(['memorandum_id', 'side', 'full_name', 'position'])
    .execute();
  const groups = Map.groupBy(rows, (row) => row.memorandum_id);
  return new Map(
    [...groups].map(([id, group]) => [
      id,
      group.map(({ side, full_name, position }) => ({ side, fullName: full_name, position })),
    ]),
  );
}

/** Finds the two sides of memoranda of both kinds. */
async function partiesOn(
  db: ReadDb,
  programmeId: string,
  on: string,
  pairIds: readonly string[] | undefined,
) {
  const pairs = await listPairs(db, programmeId, on, pairIds);
  const pairById = new Map(pairs.map((pair) => [pair.id, pair]));
  const places = new Map(pairs.map((pair, index) => [pair.id, index]));
  const units = new Map((await organisationsOn(db, on).execute()).map((unit) => [unit.id, unit]));
  const office = (id: string | null): Party | null => {
    const unit = units.get(id ?? '');
    return unit ? { schoolId: null, name: unit.office, unit: unit.name } : null;
  };
  return {
    order: (pair: StoredPair | null): number => places.get(pair?.id ?? '') ?? -1,
    schools(row: Row<'memorandum'>) {
      const pair = pairById.get(row.pair_id ?? '');
      if (!pair) return null;
      return {
        pair,
        supporting: {
          schoolId: pair.supporting_school_id,
          name: pair.supporting_name,
          unit: pair.supporting_unit,
        },
        partner: { schoolId: pair.partner_school_id, name: pair.partner_name, unit: pair.partner_unit },
      };
    },
    units(row: Row<'memorandum'>) {
      const supporting = office(row.supporting_unit_id);
      const partner = office(row.partner_unit_id);
      return supporting && partner ? { pair: null, supporting, partner } : null;
    },
  };
}

/** @throws AppError NOT_FOUND */
export async function memorandumById(db: ReadDb, id: string, on: string): Promise<StoredMemorandum> {
  const [found] = await listMemoranda(db, on, [id]);
  if (!found) throw new AppError('NOT_FOUND', { what: 'biên bản' });
  return found;
}

/** "Trường Tiểu học Hoa Sen - Trường Tiểu học Hướng Dương". */
export const nameOf = ({ supporting, partner }: Pick<StoredMemorandum, 'supporting' | 'partner'>): string =>
  `${supporting.name} - ${partner.name}`;

/** A memorandum as the rules of its moves see it. */
export const standingOf = ({ row, stored, signers, signedCopies }: StoredMemorandum): Standing => ({
  state: row.state,
  isFrozen: stored !== null,
  signedOn: row.signed_on,
  signed: {
    a: signers.some(({ side }) => side === 'a'),
    b: signers.some(({ side }) => side === 'b'),
  },
  completeCopies: signedCopies,
});

/** A memorandum as it crosses to a window. */
export const toMemorandum = (found: StoredMemorandum): Memorandum => {
  const { row, pair, stored } = found;
  return {
    id: row.id,
    kind: row.kind,
    pairId: pair?.id ?? null,
    level: pair?.level ?? null,
    state: row.state,
    version: row.version,
    number: row.number,
    signedOn: row.signed_on,
    copies: row.copies,
    supporting: found.supporting,
    partner: found.partner,
    fileId: stored?.attachmentId ?? null,
    pages: stored?.pages ?? null,
    templateId: row.template_id,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    expiresOn: found.expiresOn,
    renewsId: row.renews_id,
    renewedById: found.renewedById,
    signers: found.signers,
    signedCopies: found.signedCopies,
  };
};
