import { chunked } from '../../../db/read.ts';
import { insertSchools, type NewSchoolRows, placesOn } from '../../../db/repositories/schools.ts';
import { fold } from '../../../db/text.ts';
import type { SchoolForm } from '../../../preload/contract/schools.ts';
import type { CommandContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { parseUnit } from './import/units.ts';
import type { StoredSchool } from './register.ts';

/** What of a school is to be stored: an absent field stays as it is. */
export type SchoolPatch = { readonly [K in keyof SchoolForm]?: SchoolForm[K] | undefined };

/** The post of a school's head when nothing else is said. */
const HEAD_POSITION = 'Hiệu trưởng';

/** Finds the place of a commune within a unit, making it when it is new. */
export type PlaceKeeper = (unitId: string, commune: string) => Promise<string>;

/**
 * Reads the known communes once for any number of schools, when the first has one. A commune is known by its exact name:
 * one that is spelt otherwise is another place, or a slip in the spelling could never be mended.
 */
export function placeKeeper({ db, now, today, resources }: CommandContext): PlaceKeeper {
  const kindWords = resources.unitKinds.map((kind) => kind.word);
  const key = (unitId: string | null, name: string) => `${unitId ?? ''}|${name}`;
  const read = async () => {
    const rows = await placesOn(db, today()).execute();
    return new Map(rows.map((row) => [key(row.organisation_id, row.name), row.id]));
  };
  let reading: ReturnType<typeof read> | undefined;
  const names = new Map<string, string>();
  return async (unitId, text) => {
    reading ??= read();
    const known = await reading;
    // As a list is read: "Xã Đông Mỹ" is the commune "Đông Mỹ".
    const commune = names.get(text) ?? parseUnit(text, kindWords).name;
    names.set(text, commune);
    const found = known.get(key(unitId, commune));
    if (found) return found;
    const id = newId();
    const stamps = created(now());
    await db
      .insertInto('place')
      .values({ id, ...stamps })
      .execute();
    await db
      .insertInto('place_name')
      .values({
        id: newId(),
        place_id: id,
        organisation_id: unitId,
        kind: null,
        code: null,
        name: commune,
        folded: fold(commune),
        valid_from: null,
        valid_to: null,
        ...stamps,
      })
      .execute();
    known.set(key(unitId, commune), id);
    return id;
  };
}

const ALWAYS = { valid_from: null, valid_to: null };

/** Stores new schools. */
export async function createSchools(context: CommandContext, forms: readonly NewSchool[]): Promise<string[]> {
  const keepPlace = placeKeeper(context);
  const stamps = created(context.now());
  const placed: { readonly form: NewSchool; readonly placeId: string | null }[] = [];
  for (const form of forms) {
    placed.push({ form, placeId: form.commune ? await keepPlace(form.unitId, form.commune) : null });
  }
  const ids: string[] = [];
  for (const chunk of chunked(placed)) {
    const rows = chunk.map(({ form, placeId }) => rowsOf(form, placeId));
    await insertSchools(context.db, rows, stamps);
    for (const { school } of rows) ids.push(school.id);
  }
  return ids;
}

type NewSchool = SchoolPatch & Pick<SchoolForm, 'unitId' | 'level' | 'name'>;

function rowsOf(form: NewSchool, placeId: string | null): NewSchoolRows {
  const id = newId();
  const personId = newId();
  return {
    school: {
      id,
      code: form.code ?? null,
      level: form.level,
      phone: form.phone ?? null,
      email: form.email ?? null,
      classes: form.classes ?? null,
      pupils: form.pupils ?? null,
      teachers: form.teachers ?? null,
    },
    name: {
      id: newId(),
      school_id: id,
      name: form.name,
      folded: fold(form.name),
      symbol: form.symbol ?? null,
    },
    unit: { id: newId(), school_id: id, organisation_id: form.unitId },
    seat:
      placeId || form.address
        ? {
            id: newId(),
            school_id: id,
            place_id: placeId,
            address: form.address ?? null,
          }
        : null,
    person: form.principal ? { id: personId, full_name: form.principal, folded: fold(form.principal) } : null,
    term: form.principal
      ? {
          id: newId(),
          person_id: personId,
          school_id: id,
          position: form.position ?? HEAD_POSITION,
        }
      : null,
  };
}

/** What a school is reached by and counts; nothing else is judged by it. */
const OWN_FIELDS = ['phone', 'email', 'classes', 'pupils', 'teachers'] as const;

/** Whether a patch says only what can be stored without knowing what is stored. */
export const isOwnOnly = (patch: SchoolPatch): boolean =>
  Object.entries(patch).every(
    ([field, value]) => value === undefined || OWN_FIELDS.some((own) => own === field),
  );

/** Stores what the school's own row holds. @throws AppError NOT_FOUND */
export async function updateOwnRow(
  { db, now }: CommandContext,
  id: string,
  { code, level, phone, email, classes, pupils, teachers }: SchoolPatch,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('school')
    .set({ ...defined({ code, level, phone, email, classes, pupils, teachers }), updated_at: now() })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new AppError('NOT_FOUND', { what: 'trường' });
}

/**
 * Stores what differs. An edit corrects the row in force: the history of names and terms grows only by the
 * acts that say from which day on.
 */
export async function updateSchool(
  context: CommandContext,
  stored: StoredSchool,
  patch: SchoolPatch,
  keepPlace: PlaceKeeper,
): Promise<void> {
  const { db, now } = context;
  const stamp = { updated_at: now() };
  await updateOwnRow(context, stored.id, patch);

  const name = defined({ name: patch.name, symbol: patch.symbol, folded: patch.name && fold(patch.name) });
  if (Object.keys(name).length > 0) {
    await db
      .updateTable('school_name')
      .set({ ...name, ...stamp })
      .where('id', '=', stored.name_id)
      .execute();
  }
  if (patch.unitId !== undefined && patch.unitId !== stored.unit_id) {
    await db
      .updateTable('school_unit')
      .set({ organisation_id: patch.unitId, ...stamp })
      .where('id', '=', stored.unit_row_id)
      .execute();
  }
  await updateSeat(context, stored, patch, keepPlace);
  await updateHead(context, stored, patch);
}

async function updateSeat(
  { db, now }: CommandContext,
  stored: StoredSchool,
  patch: SchoolPatch,
  keepPlace: PlaceKeeper,
): Promise<void> {
  if (patch.commune === undefined && patch.address === undefined) return;
  const commune = patch.commune === undefined ? stored.commune : patch.commune;
  const seat = {
    place_id: commune ? await keepPlace(patch.unitId ?? stored.unit_id, commune) : null,
    address: patch.address === undefined ? stored.address : patch.address,
  };
  if (stored.seat_id) {
    await db
      .updateTable('school_seat')
      .set({ ...seat, updated_at: now() })
      .where('id', '=', stored.seat_id)
      .execute();
  } else {
    await db
      .insertInto('school_seat')
      .values({ id: newId(), school_id: stored.id, ...seat, ...ALWAYS, ...created(now()) })
      .execute();
  }
}

async function updateHead(
  { db, now }: CommandContext,
  stored: StoredSchool,
  patch: SchoolPatch,
): Promise<void> {
  const { principal, position } = patch;
  if (principal === null && stored.term_id) {
    await db
      .updateTable('term_of_office')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', '=', stored.term_id)
      .execute();
    return;
  }
  if (stored.term_id && stored.principal_id) {
    if (principal) {
      await db
        .updateTable('person')
        .set({ full_name: principal, folded: fold(principal), updated_at: now() })
        .where('id', '=', stored.principal_id)
        .execute();
    }
    if (position !== undefined) {
      await db
        .updateTable('term_of_office')
        .set({ position: position ?? HEAD_POSITION, updated_at: now() })
        .where('id', '=', stored.term_id)
        .execute();
    }
    return;
  }
  if (!principal) return;
  const personId = newId();
  await db
    .insertInto('person')
    .values({ id: personId, full_name: principal, folded: fold(principal), ...created(now()) })
    .execute();
  await db
    .insertInto('term_of_office')
    .values({
      id: newId(),
      person_id: personId,
      school_id: stored.id,
      organisation_id: null,
      role: 'head',
      position: position ?? HEAD_POSITION,
      ...ALWAYS,
      ...created(now()),
    })
    .execute();
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined, so that it is not stored. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
