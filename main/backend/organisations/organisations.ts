import { inForce, type ReadDb } from '../../../db/read.ts';
import { insertOrganisation, organisationsOn } from '../../../db/repositories/organisations.ts';
import { fold } from '../../../db/text.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import type { Resources, UnitKind } from '../resources.ts';

/** The kind that a word of a list means ("Huyện"); a list that names none gets the first kind. */
export function unitKindOf(resources: Resources, word: string | null): UnitKind {
  const [usual] = resources.unitKinds;
  if (!usual) throw new Error('resources name no kind of unit');
  return resources.unitKinds.find((kind) => word !== null && fold(kind.word) === fold(word)) ?? usual;
}

/** A unit's names by the patterns of its kind; a person confirms them later. */
function namesByPattern(kind: UnitKind, name: string) {
  const fill = (pattern: string) => pattern.replace('{name}', name);
  return {
    name,
    folded: fold(name),
    committee: fill(kind.committee),
    office: fill(kind.office),
    office_short: fill(kind.officeShort),
    office_symbol: kind.officeSymbol,
    office_head: kind.officeHead,
  };
}

/**
 * Makes a unit whose names follow the patterns of its kind.
 * @param from its first day; null: as far back as is known
 */
export async function createUnit(
  { db, now }: CommandContext,
  kind: UnitKind,
  name: string,
  from: string | null = null,
): Promise<string> {
  const stamps = created(now());
  const id = newId();
  await insertOrganisation(
    db,
    { id, kind: kind.kind, confirmed: 0, ended_on: null, ...stamps },
    {
      id: newId(),
      organisation_id: id,
      ...namesByPattern(kind, name),
      valid_from: from,
      valid_to: null,
      ...stamps,
    },
  );
  return id;
}

/** @throws AppError NOT_FOUND for a unit that does not exist */
export async function requireUnit(db: ReadDb, id: string): Promise<void> {
  const unit = await db
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!unit) throw new AppError('NOT_FOUND', { what: 'đơn vị' });
}

/**
 * Finds units by kind and name; a name alone may mean several (a district and a commune of one name). Units that are
 * there on the day go before those that have ended.
 */
export async function unitFinder(
  db: ReadDb,
  resources: Resources,
  on: string,
): Promise<(kindWord: string | null, name: string) => string | null> {
  const units = await organisationsOn(db, on).select('o.ended_on').execute();
  const living = units.filter(({ ended_on }) => ended_on === null || ended_on > on);
  const ended = units.filter((unit) => !living.includes(unit));
  const among = (candidates: typeof units, kindWord: string | null, name: string): string | null => {
    const folded = fold(name);
    const named = candidates.filter((unit) => unit.folded === folded);
    if (kindWord === null && named.length === 1) return named[0]?.id ?? null;
    const { kind } = unitKindOf(resources, kindWord);
    return named.find((unit) => unit.kind === kind)?.id ?? null;
  };
  // The same few stand in thousands of rows.
  const known = new Map<string, string | null>();
  return (kindWord, name) => {
    const key = `${kindWord}|${name}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const id = among(living, kindWord, name) ?? among(ended, kindWord, name);
    known.set(key, id);
    return id;
  };
}

/** Each unit's names through the times, oldest first. */
async function namesOf(db: ReadDb) {
  const rows = await db
    .selectFrom('organisation_name')
    .select(['organisation_id', 'name', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('deleted_at', 'is', null)
    .orderBy('valid_from')
    .execute();
  const grouped = Map.groupBy(rows, (row) => row.organisation_id);
  return new Map(
    [...grouped].map(([id, own]) => [id, own.map(({ organisation_id: _, ...name }) => name)] as const),
  );
}

/** The units that followed each unit, "xã Đại Thanh", by their names of a day, or of their first one. */
async function successorsOf(
  db: ReadDb,
  on: string,
  words: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await db
    .selectFrom('organisation_successor as s')
    .innerJoin('organisation_name as n', (join) =>
      join.onRef('n.organisation_id', '=', 's.successor_id').on('n.deleted_at', 'is', null),
    )
    .innerJoin('organisation as o', 'o.id', 's.successor_id')
    .where('s.deleted_at', 'is', null)
    .where((where) => where.or([inForce('n', on), where('n.valid_from', '>', on)]))
    .orderBy('s.id')
    .select(['s.organisation_id', 's.successor_id', 'o.kind', 'n.name'])
    .execute();
  const units = Map.groupBy(rows, (row) => row.organisation_id);
  return new Map(
    [...units].map(([id, own]) => [
      id,
      own
        .filter((row, index) => own.findIndex((other) => other.successor_id === row.successor_id) === index)
        .map(({ kind, name }) => `${words.get(kind) ?? ''} ${name}`.trim()),
    ]),
  );
}

const nameTaken = () => new AppError('INVALID_INPUT', { field: 'name', reason: 'đơn vị này đã có' });

export const organisationHandlers: Handlers<
  'organisations.list' | 'organisations.kinds' | 'organisations.create' | 'organisations.update'
> = {
  async 'organisations.list'({ db, resources, today }) {
    const words = new Map(resources.unitKinds.map((kind) => [kind.kind, kind.word]));
    const rows = await organisationsOn(db, today()).select('o.ended_on').execute();
    const names = await namesOf(db);
    const successors = await successorsOf(db, today(), words);
    return {
      organisations: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        kindWord: words.get(row.kind) ?? row.kind,
        name: row.name,
        committee: row.committee,
        office: row.office,
        officeShort: row.office_short,
        officeSymbol: row.office_symbol,
        officeHead: row.office_head,
        address: row.address,
        phone: row.phone,
        email: row.email,
        confirmed: row.confirmed === 1,
        endedOn: row.ended_on,
        names: names.get(row.id) ?? [],
        successors: successors.get(row.id) ?? [],
      })),
    };
  },

  async 'organisations.kinds'({ resources }) {
    return { kinds: resources.unitKinds.map(({ kind, word }) => ({ kind, word })) };
  },

  async 'organisations.create'(context, { kind: code, name }) {
    const kind = context.resources.unitKinds.find((each) => each.kind === code);
    if (!kind) throw new AppError('INVALID_INPUT', { field: 'kind', reason: 'không có loại đơn vị này' });
    const find = await unitFinder(context.db, context.resources, context.today());
    if (find(kind.word, name)) throw nameTaken();
    return { id: await createUnit(context, kind, name) };
  },

  async 'organisations.update'({ db, now, today }, input) {
    const row = await organisationsOn(db, today()).where('o.id', '=', input.id).executeTakeFirst();
    if (!row) throw new AppError('NOT_FOUND', { what: 'đơn vị' });
    const namesake = await organisationsOn(db, today())
      .where('o.id', '!=', input.id)
      .where('o.kind', '=', row.kind)
      .where('n.folded', '=', fold(input.name))
      .executeTakeFirst();
    if (namesake) throw nameTaken();
    await db
      .updateTable('organisation_name')
      .set({
        name: input.name,
        folded: fold(input.name),
        committee: input.committee,
        office: input.office,
        office_short: input.officeShort,
        office_symbol: input.officeSymbol,
        office_head: input.officeHead,
        updated_at: now(),
      })
      .where('id', '=', row.name_id)
      .execute();
    await db
      .updateTable('organisation')
      .set({
        confirmed: 1,
        address: input.address === undefined ? row.address : input.address,
        phone: input.phone === undefined ? row.phone : input.phone,
        email: input.email === undefined ? row.email : input.email,
        updated_at: now(),
      })
      .where('id', '=', input.id)
      .execute();
    return {};
  },
};
