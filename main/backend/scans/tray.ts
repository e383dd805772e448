import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import { scanReason } from '../../../preload/contract/scans.ts';
import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { STATE_NAMES } from '../memoranda/states.ts';
import { assemble, storeCopies } from './copies.ts';
import { requireUnchanged, whatIsKnown, wholeCopies } from './known.ts';
import { stackFiles, storedStack } from './stacks.ts';

/** What waits for a person. */
export const WAITING = ['tray', 'stranger', 'duplicate', 'outdated'] as const;

const isWaiting = (status: Row<'scan_page'>['status']): status is (typeof WAITING)[number] =>
  WAITING.some((each) => each === status);

/**
 * Pages of the tray by their ids.
 * @throws AppError NOT_FOUND when one is not there any more
 */
async function waitingPages(db: ReadDb, ids: readonly string[]): Promise<Map<string, Row<'scan_page'>>> {
  const rows = await db
    .selectFrom('scan_page')
    .selectAll()
    .where('id', 'in', ids)
    .where('status', 'in', WAITING)
    .where('deleted_at', 'is', null)
    .execute();
  if (rows.length !== new Set(ids).size) throw new AppError('NOT_FOUND', { what: 'trang chờ xếp' });
  return new Map(rows.map((row) => [row.id, row]));
}

export const scanTrayHandlers: Handlers<'scans.stacks' | 'scans.tray' | 'scans.assign' | 'scans.discard'> = {
  async 'scans.stacks'(context) {
    const files = await stackFiles(context);
    const stacks = await context.db
      .selectFrom('scan_stack')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('id', 'desc')
      .execute();
    const statuses = await context.db
      .selectFrom('scan_page')
      .select(['stack_id', 'status'])
      .where('deleted_at', 'is', null)
      .execute();
    const byStack = Map.groupBy(statuses, (page) => page.stack_id);
    return {
      stacks: stacks.flatMap(({ id, pages, created_at }) => {
        const file = files.get(id);
        const own = (byStack.get(id) ?? []).map(({ status }) => status);
        const count = (one: string) => own.filter((status) => status === one).length;
        return file
          ? {
              id,
              file,
              pages,
              filed: count('filed'),
              waiting: own.filter(isWaiting).length,
              blank: count('blank'),
              addedAt: created_at,
            }
          : [];
      }),
    };
  },

  async 'scans.tray'(context) {
    const files = await stackFiles(context);
    const rows = await context.db
      .selectFrom('scan_page')
      .selectAll()
      .where('status', 'in', WAITING)
      .where('deleted_at', 'is', null)
      .orderBy('stack_id', 'desc')
      .orderBy('stack_page')
      .execute();
    return {
      pages: rows.flatMap((row) => {
        const file = files.get(row.stack_id);
        if (!file || !isWaiting(row.status)) return [];
        return {
          id: row.id,
          stackId: row.stack_id,
          file,
          stackPage: row.stack_page,
          rotation: row.rotation,
          status: row.status,
          reason: row.reason === null ? null : scanReason.parse(row.reason),
          memorandumId: row.memorandum_id,
          version: row.version,
          page: row.page,
        };
      }),
    };
  },

  async 'scans.assign'(context, { pages }) {
    const rows = await waitingPages(
      context.db,
      pages.map(({ id }) => id),
    );
    const { memoranda, known, filed } = await whatIsKnown(context);
    const taken = new Set<string>();
    const arrived = pages.map(({ id, memorandumId, page, rotation }) => {
      const memorandum = memoranda.find(({ row }) => row.id === memorandumId);
      if (!memorandum) throw new AppError('NOT_FOUND', { what: 'biên bản' });
      const { state, version } = memorandum.row;
      if (!memorandum.stored || state === 'cancelled')
        throw new AppError('MEMORANDUM_STATE', { state: STATE_NAMES[state] });
      const place = `${memorandumId}/${page}`;
      if (page > memorandum.stored.pages || taken.has(place))
        throw new AppError('INVALID_INPUT', {
          field: 'page',
          reason: taken.has(place)
            ? `hai trang cùng được xếp vào trang ${page}`
            : `biên bản chỉ có ${memorandum.stored.pages} trang`,
        });
      taken.add(place);
      const row = rows.get(id);
      return {
        id,
        memorandumId,
        version,
        page,
        rotation,
        stackId: row?.stack_id ?? '',
        stackPage: row?.stack_page ?? 0,
      };
    });
    const whole = await assemble(context, wholeCopies(memoranda, filed, arrived), storedStack(context));
    const copies = await context.write(async (command) => {
      await requireUnchanged(command, known);
      await waitingPages(command.db, [...rows.keys()]);
      const at = command.now();
      for (const { id, memorandumId, version, page, rotation } of arrived) {
        await command.db
          .updateTable('scan_page')
          .set({ status: 'duplicate', updated_at: at })
          .where('memorandum_id', '=', memorandumId)
          .where('version', '=', version)
          .where('page', '=', page)
          .where('status', '=', 'filed')
          .execute();
        await command.db
          .updateTable('scan_page')
          .set({
            memorandum_id: memorandumId,
            version,
            page,
            rotation,
            status: 'filed',
            reason: null,
            updated_at: at,
          })
          .where('id', '=', id)
          .execute();
      }
      return storeCopies(command, whole);
    });
    return { copies };
  },

  async 'scans.discard'({ db, now }, { ids }) {
    await waitingPages(db, ids);
    await db
      .updateTable('scan_page')
      .set({ status: 'discarded', updated_at: now() })
      .where('id', 'in', ids)
      .execute();
    return {};
  },
};
