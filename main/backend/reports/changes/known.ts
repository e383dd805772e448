import { sql } from 'kysely';
import type { JournalRow } from '../../../../db/journal.ts';
import type { ReadDb } from '../../../../db/read.ts';
import { organisationsOn } from '../../../../db/repositories/organisations.ts';
import { schoolsOn } from '../../../../db/repositories/schools.ts';
import { ownersIn, type Register } from './reasons.ts';
import type { Image } from './watched.ts';

/** The names and rows of today, for telling what these journal rows changed. */
export async function knownNow(
  db: ReadDb,
  on: string,
  journal: readonly JournalRow[],
): Promise<Pick<Register, 'nameOf' | 'rowNow'>> {
  const names = await namesOf(db, on);
  const rows = await readOwners(db, ownersIn(journal));
  return {
    nameOf: (sort, key) => names[sort].get(key) ?? '(đã xóa)',
    rowNow: (table, id) => rows.get(`${table}|${id}`) ?? null,
  };
}

/** Names of a day by key, of what is in the bin, too. */
export async function namesOf(db: ReadDb, on: string) {
  const schools = new Map((await schoolsOn(db, on).execute()).map(({ id, name }) => [id, name]));
  const pairs = await db
    .selectFrom('school_pair')
    .select(['id', 'supporting_school_id', 'partner_school_id'])
    .execute();
  const kinds = await db.selectFrom('activity_kind').select(['code', 'name']).execute();
  const indicators = await db.selectFrom('indicator').select(['code', 'name']).execute();
  const people = await db.selectFrom('person').select(['id', 'full_name']).execute();
  const places = await db
    .selectFrom('place_name')
    .select(['place_id', 'name'])
    .where('deleted_at', 'is', null)
    .orderBy('valid_from')
    .execute();
  const nameOf = (id: string): string => schools.get(id) ?? '(đã xóa)';
  return {
    school: schools,
    unit: new Map((await organisationsOn(db, on).execute()).map(({ id, name }) => [id, name])),
    pair: new Map(
      pairs.map((pair) => [
        pair.id,
        `${nameOf(pair.supporting_school_id)} – ${nameOf(pair.partner_school_id)}`,
      ]),
    ),
    kind: new Map(kinds.map(({ code, name }) => [code, name])),
    indicator: new Map(indicators.map(({ code, name }) => [code, name])),
    place: new Map(places.map(({ place_id, name }) => [place_id, name])),
    person: new Map(people.map(({ id, full_name }) => [id, full_name])),
  };
}

/** Rows as they stand now, by `table|key`: only these, because there may be many others. */
async function readOwners(db: ReadDb, keys: ReadonlySet<string>): Promise<ReadonlyMap<string, Image>> {
  const among = (table: string) => {
    const own = [...keys].flatMap((key) =>
      key.startsWith(`${table}|`) ? [key.slice(table.length + 1)] : [],
    );
    return sql<string>`(SELECT value FROM json_each(${JSON.stringify(own)}))`;
  };
  const found = {
    activity: await db.selectFrom('activity').where('id', 'in', among('activity')).selectAll().execute(),
    good_model: await db
      .selectFrom('good_model')
      .where('id', 'in', among('good_model'))
      .selectAll()
      .execute(),
    memorandum: await db
      .selectFrom('memorandum')
      .where('id', 'in', among('memorandum'))
      .selectAll()
      .execute(),
    school: await db.selectFrom('school').where('id', 'in', among('school')).selectAll().execute(),
  };
  return new Map(
    Object.entries(found).flatMap(([table, rows]) =>
      rows.map((row): [string, Image] => [`${table}|${row.id}`, { ...row }]),
    ),
  );
}
