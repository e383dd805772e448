import { insertRows } from '../insert-rows.ts';
import { inForce, type ReadDb, type WriteDb } from '../read.ts';
import type { NewRow, Schema } from '../schema.ts';

/**
 * Schools with their name, unit, seat and head in force on a day. A school without a unit on that day is
 * not in the list; a missing seat or head leaves nulls.
 */
export function schoolsOn(db: ReadDb, on: string) {
  return db
    .selectFrom('school as s')
    .innerJoin('school_name as n', (join) => join.onRef('n.school_id', '=', 's.id').on(inForce('n', on)))
    .innerJoin('school_unit as u', (join) => join.onRef('u.school_id', '=', 's.id').on(inForce('u', on)))
    .innerJoin('organisation_name as o', (join) =>
      join.onRef('o.organisation_id', '=', 'u.organisation_id').on(inForce('o', on)),
    )
    .leftJoin('school_seat as a', (join) => join.onRef('a.school_id', '=', 's.id').on(inForce('a', on)))
    .leftJoin('place_name as p', (join) => join.onRef('p.place_id', '=', 'a.place_id').on(inForce('p', on)))
    .leftJoin('term_of_office as t', (join) =>
      join.onRef('t.school_id', '=', 's.id').on('t.role', '=', 'head').on(inForce('t', on)),
    )
    .leftJoin('person as h', 'h.id', 't.person_id')
    .select([
      's.id',
      's.code',
      's.level',
      's.phone',
      's.email',
      's.classes',
      's.pupils',
      's.teachers',
      's.updated_at',
      's.deleted_at',
      'n.id as name_id',
      'n.name',
      'n.folded',
      'n.symbol',
      'u.id as unit_row_id',
      'u.organisation_id as unit_id',
      'o.name as unit',
      'a.id as seat_id',
      'a.place_id',
      'a.address',
      'p.name as commune',
      't.id as term_id',
      't.position',
      'h.id as principal_id',
      'h.full_name as principal',
    ]);
}

/** The keys of the schools that `schoolsOn` finds on a day: for whoever only counts. */
export async function schoolIdsOn(db: ReadDb, on: string): Promise<ReadonlySet<string>> {
  const named = await db
    .selectFrom('school_name as n')
    .where(inForce('n', on))
    .select('n.school_id as id')
    .execute();
  const managed = await db
    .selectFrom('school_unit as u')
    .innerJoin('organisation_name as o', (join) =>
      join.onRef('o.organisation_id', '=', 'u.organisation_id').on(inForce('o', on)),
    )
    .where(inForce('u', on))
    .select('u.school_id as id')
    .execute();
  const isManaged = new Set(managed.map(({ id }) => id));
  return new Set(named.flatMap(({ id }) => (isManaged.has(id) ? [id] : [])));
}

type Dated = 'valid_from' | 'valid_to';
type Stamps = Pick<NewRow<'school'>, 'created_at' | 'updated_at' | 'deleted_at'>;
type Own<T extends keyof Schema> = Omit<NewRow<T>, keyof Stamps | Dated>;

/** Everything that one new school brings; rows that it has no content for are left out. */
export interface NewSchoolRows {
  readonly school: Own<'school'>;
  readonly name: Own<'school_name'>;
  readonly unit: Own<'school_unit'>;
  readonly seat: Own<'school_seat'> | null;
  readonly person: Own<'person'> | null;
  /** Of its head. */
  readonly term: Omit<Own<'term_of_office'>, 'organisation_id' | 'role'> | null;
}

/**
 * Stores new schools, some hundreds at once: table by table, so that each statement is prepared once for all. Every dated
 * fact starts without a first day, which means: as far back as is known.
 */
export async function insertSchools(
  db: WriteDb,
  schools: readonly NewSchoolRows[],
  stamps: Stamps,
): Promise<void> {
  const rowsIn = <K extends keyof NewSchoolRows>(kind: K): NonNullable<NewSchoolRows[K]>[] =>
    schools.map((school) => school[kind]).filter((row) => row !== null);
  const always = { valid_from: null, valid_to: null, ...stamps };
  await insertRows(db, 'school', rowsIn('school'), stamps);
  await insertRows(db, 'school_name', rowsIn('name'), always);
  await insertRows(db, 'school_unit', rowsIn('unit'), always);
  await insertRows(db, 'school_seat', rowsIn('seat'), always);
  await insertRows(db, 'person', rowsIn('person'), stamps);
  await insertRows(db, 'term_of_office', rowsIn('term'), { organisation_id: null, role: 'head', ...always });
}

/** Communes by the managing unit that they lie in, with their names on a day. */
export function placesOn(db: ReadDb, on: string) {
  return db
    .selectFrom('place as l')
    .innerJoin('place_name as p', (join) => join.onRef('p.place_id', '=', 'l.id').on(inForce('p', on)))
    .where('l.deleted_at', 'is', null)
    .select(['l.id', 'p.organisation_id', 'p.name']);
}
