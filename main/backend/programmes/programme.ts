import type { ReadDb } from '../../../db/read.ts';
import { organisationsOn } from '../../../db/repositories/organisations.ts';
import type { Row } from '../../../db/schema.ts';
import { seedCeremony } from '../ceremonies/ceremonies.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { requireUnit } from '../organisations/organisations.ts';

/** Stores the one programme of a new folder; its wording comes from a resource file and stays editable. */
export async function seedProgramme(context: CommandContext): Promise<void> {
  const { db, resources, now } = context;
  const seed = resources.programme;
  const id = newId();
  await db
    .insertInto('programme')
    .values({
      id,
      title: seed.title,
      phase: seed.phase,
      plan_number: seed.planNumber,
      department: seed.department,
      legal_bases: JSON.stringify(seed.legalBases),
      document_symbol: seed.documentSymbol,
      copies: seed.copies,
      place_name: null,
      starts_on: seed.startsOn,
      ends_on: seed.endsOn,
      ...created(now()),
    })
    .execute();
  await seedCeremony(context, id);
}

/** The programme in force; a folder has one. */
export async function currentProgramme(db: ReadDb): Promise<Row<'programme'>> {
  const row = await db
    .selectFrom('programme')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', { what: 'chương trình' });
  return row;
}

/** The units of a programme that are there on a day, in order, with their names then: the first is the supporting side. */
export function unitsOf(db: ReadDb, programmeId: string, on: string) {
  return organisationsOn(db, on)
    .innerJoin('programme_unit as m', (join) =>
      join.onRef('m.organisation_id', '=', 'o.id').on('m.deleted_at', 'is', null),
    )
    .where('m.programme_id', '=', programmeId)
    .where((where) => where.or([where('o.ended_on', 'is', null), where('o.ended_on', '>', on)]))
    .clearOrderBy()
    .orderBy('m.position')
    .execute();
}

/** Adds units to the programme behind those that it has. */
export async function joinProgramme(
  { db, now }: CommandContext,
  programmeId: string,
  unitIds: readonly string[],
): Promise<void> {
  const members = await db
    .selectFrom('programme_unit')
    .select('organisation_id')
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .execute();
  const known = new Set(members.map((member) => member.organisation_id));
  const rows = unitIds
    .filter((id) => !known.has(id))
    .map((id, index) => ({
      id: newId(),
      programme_id: programmeId,
      organisation_id: id,
      position: known.size + index,
      ...created(now()),
    }));
  if (rows.length > 0) await db.insertInto('programme_unit').values(rows).execute();
}

export const programmeHandlers: Handlers<'programmes.get' | 'programmes.update'> = {
  async 'programmes.get'({ db, today }) {
    const row = await currentProgramme(db);
    const units = await unitsOf(db, row.id, today());
    return {
      id: row.id,
      title: row.title,
      phase: row.phase,
      planNumber: row.plan_number,
      department: row.department,
      legalBases: JSON.parse(row.legal_bases),
      documentSymbol: row.document_symbol,
      copies: row.copies,
      placeName: row.place_name,
      pageCodes: row.page_codes === 1,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      units: units.map(({ id, name, kind, office, confirmed }) => ({
        id,
        name,
        kind,
        office,
        confirmed: confirmed === 1,
      })),
    };
  },

  async 'programmes.update'(context, input) {
    const { db, now } = context;
    const row = await currentProgramme(db);
    const startsOn = input.startsOn ?? row.starts_on;
    const endsOn = input.endsOn ?? row.ends_on;
    if (startsOn > endsOn)
      throw new AppError('INVALID_INPUT', { field: 'endsOn', reason: 'ngày kết thúc trước ngày bắt đầu' });
    await db
      .updateTable('programme')
      .set({
        title: input.title ?? row.title,
        phase: input.phase ?? row.phase,
        plan_number: input.planNumber === undefined ? row.plan_number : input.planNumber,
        department: input.department ?? row.department,
        document_symbol: input.documentSymbol ?? row.document_symbol,
        legal_bases: input.legalBases ? JSON.stringify(input.legalBases) : row.legal_bases,
        copies: input.copies ?? row.copies,
        place_name: input.placeName === undefined ? row.place_name : input.placeName,
        page_codes: (input.pageCodes ?? row.page_codes === 1) ? 1 : 0,
        starts_on: startsOn,
        ends_on: endsOn,
        updated_at: now(),
      })
      .where('id', '=', row.id)
      .execute();
    if (input.unitIds) await replaceUnits(context, row.id, input.unitIds);
    return {};
  },
};

/** Sets the units that are there; those that have ended keep their places, for reports on their time. */
async function replaceUnits(
  context: CommandContext,
  programmeId: string,
  unitIds: readonly string[],
): Promise<void> {
  const { db, now, today } = context;
  for (const id of unitIds) await requireUnit(db, id);
  const members = await db
    .selectFrom('programme_unit as m')
    .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
    .where('m.programme_id', '=', programmeId)
    .where('m.deleted_at', 'is', null)
    .orderBy('m.position')
    .select(['o.id', 'o.ended_on'])
    .execute();
  const order = [...new Set(unitIds)];
  for (const [place, { id, ended_on }] of members.entries()) {
    const ended = ended_on !== null && ended_on <= today();
    if (ended && !order.includes(id)) order.splice(place, 0, id);
  }
  await db
    .updateTable('programme_unit')
    .set({ deleted_at: now(), updated_at: now() })
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .execute();
  await joinProgramme(context, programmeId, order);
}
