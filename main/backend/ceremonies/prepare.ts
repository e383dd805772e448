import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { AgendaItem, Delegate } from '../../../preload/contract/ceremonies.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from '../programmes/programme.ts';
import {
  ceremoniesOfProgramme,
  currentCeremony,
  insertCeremony,
  joinCeremony,
  leaveCeremony,
} from './ceremonies.ts';
import { nameOfEntry, runningOrder } from './running-order.ts';

/** What was typed for a ceremony: its row, agenda and delegates. */
export interface PreparedCeremony {
  readonly row: Row<'ceremony'>;
  readonly agenda: readonly AgendaItem[];
  readonly delegates: readonly Delegate[];
}

/**
 * A ceremony; without an id the one that is being prepared.
 * @throws AppError NOT_FOUND
 */
export async function ceremonyById(db: ReadDb, id: string | undefined): Promise<Row<'ceremony'>> {
  const { id: programmeId } = await currentProgramme(db);
  if (id === undefined) return currentCeremony(db, programmeId);
  const found = (await ceremoniesOfProgramme(db, programmeId)).find((row) => row.id === id);
  if (!found) throw new AppError('NOT_FOUND', { what: 'lễ ký kết' });
  return found;
}

const storedAgenda = (db: ReadDb, ceremonyId: string) =>
  db
    .selectFrom('ceremony_item')
    .selectAll()
    .where('ceremony_id', '=', ceremonyId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute();

const storedDelegates = (db: ReadDb, ceremonyId: string) =>
  db
    .selectFrom('ceremony_delegate')
    .selectAll()
    .where('ceremony_id', '=', ceremonyId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute();

/** @throws AppError NOT_FOUND */
export async function preparedCeremony(db: ReadDb, id: string | undefined): Promise<PreparedCeremony> {
  const row = await ceremonyById(db, id);
  const agenda = await storedAgenda(db, row.id);
  const delegates = await storedDelegates(db, row.id);
  return {
    row,
    agenda: agenda.map(({ starts_at, title, lead, cue }) => ({ startsAt: starts_at, title, lead, cue })),
    delegates: delegates.map(({ side, full_name, post, body, absent }) => ({
      side,
      fullName: full_name,
      post,
      body,
      absent: absent === 1,
    })),
  };
}

export const ceremonyHandlers: Handlers<
  'ceremonies.list' | 'ceremonies.get' | 'ceremonies.create' | 'ceremonies.update' | 'ceremonies.remove'
> = {
  async 'ceremonies.list'({ db }) {
    const rows = await ceremoniesOfProgramme(db, (await currentProgramme(db)).id);
    const counts = await db
      .selectFrom('ceremony_entry')
      .where('deleted_at', 'is', null)
      .groupBy('ceremony_id')
      .select(['ceremony_id', ({ fn }) => fn.countAll<number>().as('memoranda')])
      .execute();
    const memoranda = new Map(counts.map((row) => [row.ceremony_id, row.memoranda]));
    return {
      ceremonies: rows.map((row) => ({
        id: row.id,
        title: row.title,
        heldOn: row.held_on,
        memoranda: memoranda.get(row.id) ?? 0,
        createdAt: row.created_at,
      })),
    };
  },

  async 'ceremonies.get'(context, { id }) {
    const { row, agenda, delegates } = await preparedCeremony(context.db, id);
    const entries = await runningOrder(context, row.id);
    return {
      id: row.id,
      title: row.title,
      heldOn: row.held_on,
      startsAt: row.starts_at,
      venue: row.venue,
      agenda,
      delegates,
      runningOrder: entries.map((entry) => ({
        memorandumId: entry.row.id,
        name: nameOfEntry(entry),
        kind: entry.row.kind,
        state: entry.row.state,
        copies: entry.row.copies,
        pages: entry.stored?.pages ?? null,
        absent: entry.absent,
        signers: (['a', 'b'] as const).map((side) => {
          const party = side === 'a' ? entry.partyA : entry.partyB;
          return { side, fullName: party.representative, body: party.name };
        }),
      })),
    };
  },

  async 'ceremonies.create'(context, { title }) {
    return { id: await insertCeremony(context, (await currentProgramme(context.db)).id, title) };
  },

  async 'ceremonies.update'(context, input) {
    const { db, now } = context;
    const row = await ceremonyById(db, input.id);
    await db
      .updateTable('ceremony')
      .set({
        title: input.title ?? row.title,
        held_on: input.heldOn === undefined ? row.held_on : input.heldOn,
        starts_at: input.startsAt === undefined ? row.starts_at : input.startsAt,
        venue: input.venue === undefined ? row.venue : input.venue,
        updated_at: now(),
      })
      .where('id', '=', row.id)
      .execute();
    if (input.agenda) await replaceAgenda(context, row.id, input.agenda);
    if (input.delegates) await replaceDelegates(context, row.id, input.delegates);
    if (input.runningOrder) await replaceRunningOrder(context, row, input.runningOrder);
    return {};
  },

  async 'ceremonies.remove'(context, { id }) {
    const { db, now } = context;
    const row = await ceremonyById(db, id);
    if ((await ceremoniesOfProgramme(db, row.programme_id)).length < 2) throw new AppError('CEREMONY_LAST');
    const entries = await db
      .selectFrom('ceremony_entry as e')
      .innerJoin('memorandum as m', 'm.id', 'e.memorandum_id')
      .where('e.ceremony_id', '=', row.id)
      .where('e.deleted_at', 'is', null)
      .orderBy('e.position')
      .select(['m.id', 'm.state'])
      .execute();
    if (entries.some(({ state }) => state === 'signed' || state === 'filed'))
      throw new AppError('CEREMONY_HELD');
    const at = now();
    const gone = { deleted_at: at, updated_at: at };
    await db.updateTable('ceremony').set(gone).where('id', '=', row.id).execute();
    const memorandumIds = entries.map((entry) => entry.id);
    await leaveCeremony(context, memorandumIds);
    await joinCeremony(context, row.programme_id, memorandumIds);
    return {};
  },
};

/**
 * Makes a stored list say what it should, row by row in its order: rows that say it already stay untouched, those
 * left over go to the bin.
 */
async function replaceList<Row extends { readonly id: string }, Said extends object>(
  stored: readonly Row[],
  wanted: readonly Said[],
  store: {
    readonly insert: (said: Said, position: number) => Promise<unknown>;
    readonly update: (id: string, changes: Said | { readonly deleted_at: string }) => Promise<unknown>;
    readonly now: () => string;
  },
): Promise<void> {
  for (const [index, said] of wanted.entries()) {
    const row = stored[index];
    if (!row) await store.insert(said, index + 1);
    else if (Object.entries(said).some(([name, value]) => Reflect.get(row, name) !== value))
      await store.update(row.id, said);
  }
  for (const row of stored.slice(wanted.length)) await store.update(row.id, { deleted_at: store.now() });
}

async function replaceAgenda(
  { db, now }: CommandContext,
  ceremonyId: string,
  agenda: readonly AgendaItem[],
): Promise<void> {
  const wanted = agenda.map(({ startsAt, title, lead, cue }) => ({ starts_at: startsAt, title, lead, cue }));
  await replaceList(await storedAgenda(db, ceremonyId), wanted, {
    now,
    insert: (said, position) =>
      db
        .insertInto('ceremony_item')
        .values({ id: newId(), ceremony_id: ceremonyId, position, ...said, ...created(now()) })
        .execute(),
    update: (id, changes) =>
      db
        .updateTable('ceremony_item')
        .set({ ...changes, updated_at: now() })
        .where('id', '=', id)
        .execute(),
  });
}

async function replaceDelegates(
  { db, now }: CommandContext,
  ceremonyId: string,
  delegates: readonly Delegate[],
): Promise<void> {
  const wanted = delegates.map(({ side, fullName, post, body, absent }) => ({
    side,
    full_name: fullName,
    post,
    body,
    absent: absent ? (1 as const) : (0 as const),
  }));
  await replaceList(await storedDelegates(db, ceremonyId), wanted, {
    now,
    insert: (said, position) =>
      db
        .insertInto('ceremony_delegate')
        .values({ id: newId(), ceremony_id: ceremonyId, position, ...said, ...created(now()) })
        .execute(),
    update: (id, changes) =>
      db
        .updateTable('ceremony_delegate')
        .set({ ...changes, updated_at: now() })
        .where('id', '=', id)
        .execute(),
  });
}

type WantedEntry = { readonly memorandumId: string; readonly absent: boolean };

/**
 * Those that are left out leave the ceremony; those of no ceremony may come in.
 * @throws AppError INVALID_INPUT for one that is named twice, cancelled, unknown, or of another ceremony
 */
async function replaceRunningOrder(
  context: CommandContext,
  ceremony: Row<'ceremony'>,
  wanted: readonly WantedEntry[],
): Promise<void> {
  const { db, now } = context;
  const refuse = (reason: string): never => {
    throw new AppError('INVALID_INPUT', { field: 'runningOrder', reason });
  };
  const ids = new Set(wanted.map(({ memorandumId }) => memorandumId));
  if (ids.size < wanted.length) refuse('một biên bản được nêu hai lần');
  const known = await db
    .selectFrom('memorandum as m')
    .leftJoin('ceremony_entry as e', (join) =>
      join.onRef('e.memorandum_id', '=', 'm.id').on('e.deleted_at', 'is', null),
    )
    .where('m.programme_id', '=', ceremony.programme_id)
    .where('m.deleted_at', 'is', null)
    .where('m.state', '<>', 'cancelled')
    .select(['m.id', 'e.id as entry_id', 'e.ceremony_id', 'e.position', 'e.absent'])
    .execute();
  const byId = new Map(known.map((row) => [row.id, row]));
  const left = known.filter((row) => row.ceremony_id === ceremony.id && !ids.has(row.id));
  await leaveCeremony(
    context,
    left.map((row) => row.id),
  );
  for (const [index, { memorandumId, absent }] of wanted.entries()) {
    const row = byId.get(memorandumId);
    if (!row) return refuse('không có biên bản này hoặc biên bản đã hủy');
    const said = { position: index + 1, absent: absent ? (1 as const) : (0 as const) };
    if (row.entry_id === null) {
      const entry = { id: newId(), ceremony_id: ceremony.id, memorandum_id: memorandumId };
      await db
        .insertInto('ceremony_entry')
        .values({ ...entry, ...said, ...created(now()) })
        .execute();
    } else if (row.ceremony_id !== ceremony.id) {
      return refuse('biên bản thuộc lễ ký kết khác');
    } else if (row.position !== said.position || row.absent !== said.absent) {
      await db
        .updateTable('ceremony_entry')
        .set({ ...said, updated_at: now() })
        .where('id', '=', row.entry_id)
        .execute();
    }
  }
}
