import type { ReadDb } from '../../../db/read.ts';
import { organisationsOn } from '../../../db/repositories/organisations.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import { fold } from '../../../db/text.ts';
import type { Succession } from '../../../preload/contract/succession.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { type PlaceKeeper, placeKeeper } from '../schools/save.ts';
import { createUnit } from './organisations.ts';

const refuse = (field: string, reason: string): never => {
  throw new AppError('INVALID_INPUT', { field, reason });
};

/** An act may be entered ahead of its day, but a day years ahead is a slip of the keyboard. */
function refuseFarAhead(field: string, day: string, today: string): void {
  const limit = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  if (day > limit) refuse(field, 'ngày còn quá xa');
}

/** A unit with its name in force on a day. @throws AppError NOT_FOUND */
async function unitOn(db: ReadDb, id: string, on: string) {
  const unit = await organisationsOn(db, on)
    .where('o.id', '=', id)
    .select(['n.valid_from', 'n.valid_to', 'o.ended_on'])
    .executeTakeFirst();
  if (!unit) throw new AppError('NOT_FOUND', { what: 'đơn vị' });
  return unit;
}

/** Refuses a name that another living unit of the kind bears on a day. */
async function refuseNamesake(
  db: ReadDb,
  unit: { readonly kind: string; readonly name: string; readonly id?: string },
  on: string,
  field: string,
): Promise<void> {
  const namesake = await organisationsOn(db, on)
    .where('o.kind', '=', unit.kind)
    .where('n.folded', '=', fold(unit.name))
    .where('o.id', '!=', unit.id ?? '')
    .where((where) => where.or([where('o.ended_on', 'is', null), where('o.ended_on', '>', on)]))
    .executeTakeFirst();
  if (namesake) refuse(field, 'đơn vị này đã có');
}

type Successor = Succession['successors'][number];

/** Finds the units that follow, making the new ones, whose names begin with the day. */
async function successorIds(
  context: CommandContext,
  id: string,
  successors: readonly Successor[],
  on: string,
): Promise<string[]> {
  const { db, resources } = context;
  const ids: string[] = [];
  for (const [index, successor] of successors.entries()) {
    const field = `successors.${index}`;
    if ('id' in successor) {
      if (successor.id === id) refuse(field, 'đơn vị không thể kế thừa chính mình');
      if (ids.includes(successor.id)) refuse(field, 'đơn vị này được chọn hai lần');
      const unit = await unitOn(db, successor.id, on);
      if (unit.ended_on !== null && unit.ended_on <= on) refuse(field, 'đơn vị này đã kết thúc');
      ids.push(successor.id);
    } else {
      const kind = resources.unitKinds.find((each) => each.kind === successor.kind);
      if (!kind) return refuse(field, 'không có loại đơn vị này');
      await refuseNamesake(db, successor, on, field);
      ids.push(await createUnit(context, kind, successor.name, on));
    }
  }
  return ids;
}

/** Puts the successors into the programme right behind the unit that they follow, so that sides keep their order. */
async function joinBehind(
  { db, now }: CommandContext,
  unitId: string,
  successors: readonly string[],
): Promise<void> {
  const { id: programmeId } = await currentProgramme(db);
  const members = await db
    .selectFrom('programme_unit')
    .select(['id', 'organisation_id', 'position'])
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute();
  const place = members.findIndex((member) => member.organisation_id === unitId);
  if (place === -1) return;
  const fresh = successors.filter((id) => members.every((member) => member.organisation_id !== id));
  const order = members.map((member) => member.organisation_id).toSpliced(place + 1, 0, ...fresh);
  for (const member of members) {
    const position = order.indexOf(member.organisation_id);
    if (position === member.position) continue;
    await db
      .updateTable('programme_unit')
      .set({ position, updated_at: now() })
      .where('id', '=', member.id)
      .execute();
  }
  const rows = fresh.map((id) => ({
    id: newId(),
    programme_id: programmeId,
    organisation_id: id,
    position: order.indexOf(id),
    ...created(now()),
  }));
  if (rows.length > 0) await db.insertInto('programme_unit').values(rows).execute();
}

/** Moves a school to another unit from a day on: one dated row closes, the next opens. */
async function moveSchool(
  { db, now }: CommandContext,
  school: { readonly id: string; readonly unitRowId: string },
  unitId: string,
  on: string,
): Promise<void> {
  await db
    .updateTable('school_unit')
    .set({ valid_to: on, updated_at: now() })
    .where('id', '=', school.unitRowId)
    .execute();
  await db
    .insertInto('school_unit')
    .values({
      id: newId(),
      school_id: school.id,
      organisation_id: unitId,
      valid_from: on,
      valid_to: null,
      ...created(now()),
    })
    .execute();
}

/** Lets a school's seat lie in another commune from a day on; the address stays. */
async function moveSeat(
  { db, now }: CommandContext,
  keepPlace: PlaceKeeper,
  school: { readonly id: string; readonly seatId: string | null; readonly address: string | null },
  seat: { readonly unitId: string; readonly commune: string },
  on: string,
): Promise<void> {
  if (school.seatId !== null) {
    await db
      .updateTable('school_seat')
      .set({ valid_to: on, updated_at: now() })
      .where('id', '=', school.seatId)
      .execute();
  }
  await db
    .insertInto('school_seat')
    .values({
      id: newId(),
      school_id: school.id,
      place_id: await keepPlace(seat.unitId, seat.commune),
      address: school.address,
      valid_from: on,
      valid_to: null,
      ...created(now()),
    })
    .execute();
}

/** Ends a unit: others follow it, and each of its schools goes to one of them from that day on. */
async function succeed(context: CommandContext, { id, on, successors, schools }: Succession): Promise<void> {
  const { db, now, today } = context;
  refuseFarAhead('on', on, today());
  const unit = await unitOn(db, id, on);
  if (unit.ended_on !== null) refuse('id', 'đơn vị này đã kết thúc');
  if (unit.valid_from !== null && unit.valid_from >= on) refuse('on', 'ngày trước khi đơn vị có tên này');

  const ids = await successorIds(context, id, successors, on);
  const own = await schoolsOn(db, on)
    .where('u.organisation_id', '=', id)
    .select(['u.valid_from as unit_from', 'u.valid_to as unit_to', 'a.valid_from as seat_from'])
    .execute();
  const targets = new Map(schools.map((school) => [school.schoolId, school]));
  const stranger = schools.find(({ schoolId }) => own.every((school) => school.id !== schoolId));
  if (stranger) refuse('schools', 'có trường không thuộc đơn vị này');
  const left = own.filter((school) => school.deleted_at === null && !targets.has(school.id));
  if (left.length > 0)
    refuse('schools', `chưa chọn đơn vị mới cho ${left.map(({ name }) => name).join(', ')}`);
  const started = own.find((school) => school.unit_to !== null || (school.unit_from ?? '') >= on);
  if (started) refuse('on', `${started.name} đã chuyển đơn vị vào ngày này hoặc sau đó`);

  const keepPlace = placeKeeper(context);
  for (const school of own) {
    const target = targets.get(school.id);
    // A school in the bin follows the first successor, so that it can be taken out again.
    const unitId =
      ids[target?.successor ?? 0] ?? refuse('schools', 'đơn vị mới của trường không có trong danh sách');
    await moveSchool(context, { id: school.id, unitRowId: school.unit_row_id }, unitId, on);
    if (target?.commune && (school.seat_from ?? '') < on) {
      const seat = { id: school.id, seatId: school.seat_id, address: school.address };
      await moveSeat(context, keepPlace, seat, { unitId, commune: target.commune }, on);
    }
  }
  await db
    .updateTable('organisation')
    .set({ ended_on: on, updated_at: now() })
    .where('id', '=', id)
    .execute();
  await db
    .insertInto('organisation_successor')
    .values(
      ids.map((successorId) => ({
        id: newId(),
        organisation_id: id,
        successor_id: successorId,
        succeeded_on: on,
        ...created(now()),
      })),
    )
    .execute();
  await joinBehind(context, id, ids);
}

export const successionHandlers: Handlers<'organisations.rename' | 'organisations.succeed'> = {
  async 'organisations.rename'({ db, now, today }, { id, name, from }) {
    refuseFarAhead('from', from, today());
    const unit = await unitOn(db, id, from);
    if (unit.ended_on !== null && unit.ended_on <= from) refuse('from', 'đơn vị đã kết thúc trước ngày này');
    if (unit.valid_to !== null) refuse('from', 'đơn vị đã đổi tên sau ngày này');
    if (unit.valid_from !== null && unit.valid_from >= from) refuse('from', 'đơn vị đã đổi tên vào ngày này');
    if (unit.name === name) refuse('name', 'tên mới giống tên đang dùng');
    await refuseNamesake(db, { ...unit, name }, from, 'name');
    await db
      .updateTable('organisation_name')
      .set({ valid_to: from, updated_at: now() })
      .where('id', '=', unit.name_id)
      .execute();
    // The office's and the committee's names hold the unit's own.
    const renamed = (text: string) => text.replaceAll(unit.name, name);
    await db
      .insertInto('organisation_name')
      .values({
        id: newId(),
        organisation_id: id,
        name,
        folded: fold(name),
        committee: renamed(unit.committee),
        office: renamed(unit.office),
        office_short: renamed(unit.office_short),
        office_symbol: unit.office_symbol,
        office_head: unit.office_head,
        valid_from: from,
        valid_to: null,
        ...created(now()),
      })
      .execute();
    return {};
  },

  async 'organisations.succeed'(context, succession) {
    await succeed(context, succession);
    return {};
  },
};
