import { chunked, type ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { CommandContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';

/** What a ceremony is called until the office calls it otherwise. */
const TITLE = 'Lễ ký kết biên bản ghi nhớ';

/** Stores a ceremony whose day and place are still open, and answers its id. */
export async function insertCeremony(
  { db, now }: CommandContext,
  programmeId: string,
  title: string,
): Promise<string> {
  const id = newId();
  const open = { held_on: null, starts_at: null, venue: null };
  await db
    .insertInto('ceremony')
    .values({ id, programme_id: programmeId, title, ...open, ...created(now()) })
    .execute();
  return id;
}

/** Stores the first ceremony of a programme. */
export async function seedCeremony(context: CommandContext, programmeId: string): Promise<void> {
  await insertCeremony(context, programmeId, TITLE);
}

/** The ceremonies of a programme, the newest first. */
export const ceremoniesOfProgramme = (db: ReadDb, programmeId: string): Promise<Row<'ceremony'>[]> =>
  db
    .selectFrom('ceremony')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    // The key of one that an older version of the program kept elsewhere tells nothing about its age.
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();

/** The ceremony that is being prepared: the newest. */
export async function currentCeremony(db: ReadDb, programmeId: string): Promise<Row<'ceremony'>> {
  const [newest] = await ceremoniesOfProgramme(db, programmeId);
  if (!newest) throw new AppError('NOT_FOUND', { what: 'lễ ký kết' });
  return newest;
}

/** The ceremony of each memorandum that has one. */
export async function ceremoniesOf(
  db: ReadDb,
): Promise<ReadonlyMap<string, Pick<Row<'ceremony'>, 'id' | 'held_on' | 'venue'>>> {
  const rows = await db
    .selectFrom('ceremony_entry as e')
    .innerJoin('ceremony as c', 'c.id', 'e.ceremony_id')
    .where('e.deleted_at', 'is', null)
    .where('c.deleted_at', 'is', null)
    .select(['e.memorandum_id', 'c.id', 'c.held_on', 'c.venue'])
    .execute();
  return new Map(rows.map(({ memorandum_id, ...ceremony }) => [memorandum_id, ceremony]));
}

/** The place of each memorandum in the running order of its ceremony; an older ceremony comes first. */
export async function runningPlaces(db: ReadDb): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('ceremony_entry as e')
    .innerJoin('ceremony as c', 'c.id', 'e.ceremony_id')
    .where('e.deleted_at', 'is', null)
    .where('c.deleted_at', 'is', null)
    .orderBy('c.created_at')
    .orderBy('c.id')
    .orderBy('e.position')
    .select('e.memorandum_id')
    .execute();
  return new Map(rows.map(({ memorandum_id }, index) => [memorandum_id, index]));
}

/** Puts memoranda at an end of the running order of the ceremony that is being prepared. */
export async function joinCeremony(
  { db, now }: CommandContext,
  programmeId: string,
  memorandumIds: readonly string[],
  place: 'first' | 'last' = 'last',
): Promise<void> {
  const ceremony = await currentCeremony(db, programmeId);
  const { first, last } = await db
    .selectFrom('ceremony_entry')
    .select(({ fn }) => [fn.min('position').as('first'), fn.max('position').as('last')])
    .where('ceremony_id', '=', ceremony.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  const before = place === 'last' ? Number(last ?? 0) : Number(first ?? 1) - memorandumIds.length - 1;
  const rows = memorandumIds.map((memorandum_id, index) => ({
    id: newId(),
    ceremony_id: ceremony.id,
    memorandum_id,
    position: before + index + 1,
    absent: 0 as const,
    ...created(now()),
  }));
  for (const chunk of chunked(rows)) await db.insertInto('ceremony_entry').values(chunk).execute();
}

/** Takes memoranda out of the running order that they stand in. */
export async function leaveCeremony(
  { db, now }: CommandContext,
  memorandumIds: readonly string[],
): Promise<void> {
  const at = now();
  for (const chunk of chunked(memorandumIds))
    await db
      .updateTable('ceremony_entry')
      .set({ deleted_at: at, updated_at: at })
      .where('memorandum_id', 'in', chunk)
      .where('deleted_at', 'is', null)
      .execute();
}
