import type { ReadDb } from '../../../db/read.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import type { ReportPeriod } from '../../../preload/contract/report-figures.ts';
import type { Level } from '../../../preload/contract/schools.ts';

/** A stored model with its school and those that took it up, by the names of a day. */
export type StoredModel = Awaited<ReturnType<typeof goodModelsOn>>[number];

/** All good models of a programme, in order of sharing. */
export async function goodModelsOn(db: ReadDb, programmeId: string, on: string) {
  const rows = await db
    .selectFrom('good_model as m')
    .innerJoin('school as s', 's.id', 'm.school_id')
    .where('m.programme_id', '=', programmeId)
    .where('m.deleted_at', 'is', null)
    .orderBy('m.shared_on')
    .orderBy('m.id')
    .selectAll('m')
    .select('s.level')
    .execute();
  if (rows.length === 0) return [];
  const adoptions = await db
    .selectFrom('good_model_adoption')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('adopted_on')
    .orderBy('id')
    .execute();
  const schools = new Map((await schoolsOn(db, on).execute()).map((school) => [school.id, school]));
  const nameOf = (schoolId: string): string => schools.get(schoolId)?.name ?? '';
  const adoptionsOf = Map.groupBy(adoptions, (adoption) => adoption.good_model_id);
  return rows.map((row) => ({
    ...row,
    school: nameOf(row.school_id),
    unit: schools.get(row.school_id)?.unit ?? '',
    adoptions: (adoptionsOf.get(row.id) ?? []).map((adoption) => ({
      schoolId: adoption.school_id,
      school: nameOf(adoption.school_id),
      adoptedOn: adoption.adopted_on,
      note: adoption.note,
    })),
  }));
}

/** A model as a report tells of it. */
export interface SharedModel {
  readonly school: string;
  readonly unit: string;
  readonly level: Level;
  readonly title: string;
  readonly summary: string | null;
  readonly sharedOn: string;
  /** Names of the schools that took it up until the end of the period, or on a day that nobody noted. */
  readonly adopters: readonly string[];
}

/**
 * Models that were shared in a period, by day.
 * @param on the day whose names are said
 */
export async function goodModelsIn(
  db: ReadDb,
  programmeId: string,
  { startsOn, endsOn }: Pick<ReportPeriod, 'startsOn' | 'endsOn'>,
  on: string = endsOn,
): Promise<SharedModel[]> {
  return (await goodModelsOn(db, programmeId, on))
    .filter((model) => model.shared_on >= startsOn && model.shared_on <= endsOn)
    .map(({ school, unit, level, title, summary, shared_on, adoptions }) => ({
      school,
      unit,
      level,
      title,
      summary,
      sharedOn: shared_on,
      adopters: adoptions
        .filter(({ adoptedOn }) => adoptedOn === null || adoptedOn <= endsOn)
        .map((adoption) => adoption.school),
    }));
}
