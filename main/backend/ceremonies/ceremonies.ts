import { chunked, type ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { CommandContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';

/** What a ceremony is called until the office calls it otherwise. */
const TITLE = 'Lễ ký kết biên bản ghi nhớ';

/** Stores the first ceremony of a programme; its day and place are still open. */
export async function seedCeremony(context: CommandContext, programmeId: string): Promise<void> {
  const { db, now } = context;
  await db
    .insertInto('ceremony')
    .values({
      id: newId(),
      programme_id: programmeId,
      title: TITLE,
      held_on: null,
      starts_at: null,
      venue: null,
      ...created(now()),
    })
    .execute();
}

/** The ceremony that is being prepared: the newest. */
export async function currentCeremony(db: ReadDb, programmeId: string): Promise<Row<'ceremony'>> {
  const row = await db
    .selectFrom('ceremony')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', { what: 'lễ ký kết' });
  return row;
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

/** Puts memoranda at the end of the running order of the ceremony that is being prepared. */
export async function joinCeremony(
  { db, now }: CommandContext,
  programmeId: string,
  memorandumIds: readonly string[],
): Promise<void> {
  const ceremony = await currentCeremony(db, programmeId);
  const { last } = await db
    .selectFrom('ceremony_entry')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('ceremony_id', '=', ceremony.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  const rows = memorandumIds.map((memorandum_id, index) => ({
    id: newId(),
    ceremony_id: ceremony.id,
    memorandum_id,
    position: Number(last ?? 0) + index + 1,
    absent: 0 as const,
    ...created(now()),
  }));
  for (const chunk of chunked(rows)) await db.insertInto('ceremony_entry').values(chunk).execute();
}
