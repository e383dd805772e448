import { inForce, type ReadDb } from '../read.ts';

/** Pairs of a programme with both schools' names and units in force on a day, in order of entry. */
export function pairsOn(db: ReadDb, programmeId: string, on: string) {
  return db
    .selectFrom('school_pair as p')
    .innerJoin('school_name as a', (join) =>
      join.onRef('a.school_id', '=', 'p.supporting_school_id').on(inForce('a', on)),
    )
    .innerJoin('school_unit as ua', (join) =>
      join.onRef('ua.school_id', '=', 'p.supporting_school_id').on(inForce('ua', on)),
    )
    .innerJoin('organisation_name as oa', (join) =>
      join.onRef('oa.organisation_id', '=', 'ua.organisation_id').on(inForce('oa', on)),
    )
    .innerJoin('school_name as b', (join) =>
      join.onRef('b.school_id', '=', 'p.partner_school_id').on(inForce('b', on)),
    )
    .innerJoin('school_unit as ub', (join) =>
      join.onRef('ub.school_id', '=', 'p.partner_school_id').on(inForce('ub', on)),
    )
    .innerJoin('organisation_name as ob', (join) =>
      join.onRef('ob.organisation_id', '=', 'ub.organisation_id').on(inForce('ob', on)),
    )
    .where('p.programme_id', '=', programmeId)
    .where('p.deleted_at', 'is', null)
    .orderBy('p.id')
    .select([
      'p.id',
      'p.level',
      'p.starts_on',
      'p.ends_on',
      'p.supporting_school_id',
      'p.partner_school_id',
      'a.name as supporting_name',
      'ua.organisation_id as supporting_unit_id',
      'oa.name as supporting_unit',
      'b.name as partner_name',
      'ub.organisation_id as partner_unit_id',
      'ob.name as partner_unit',
    ]);
}
