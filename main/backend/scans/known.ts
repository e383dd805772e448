import type { ReadDb } from '../../../db/read.ts';
import type { CommandContext, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { listMemoranda, type StoredMemorandum } from '../memoranda/list.ts';
import type { CopyPage, WholeCopy } from './copies.ts';
import type { KnownMemorandum } from './sort.ts';

/** A page that belongs to the signed copy of a memorandum. */
export interface FiledPage extends CopyPage {
  readonly memorandumId: string;
}

/** Pages of the newest versions that were filed before. */
async function filedPages(db: ReadDb): Promise<FiledPage[]> {
  const rows = await db
    .selectFrom('scan_page as p')
    .innerJoin('memorandum as m', (join) =>
      join.onRef('m.id', '=', 'p.memorandum_id').onRef('m.version', '=', 'p.version'),
    )
    .where('p.status', '=', 'filed')
    .where('p.deleted_at', 'is', null)
    .select(['m.id as memorandum_id', 'p.page', 'p.stack_id', 'p.stack_page', 'p.rotation'])
    .execute();
  return rows.flatMap((row) =>
    row.page === null
      ? []
      : {
          memorandumId: row.memorandum_id,
          page: row.page,
          stackId: row.stack_id,
          stackPage: row.stack_page,
          rotation: row.rotation,
        },
  );
}

/** What sorting has to know, as it stands now. */
export async function whatIsKnown({ db, today }: Pick<QueryContext, 'db' | 'today'>) {
  const memoranda = await listMemoranda(db, today());
  const filed = Map.groupBy(await filedPages(db), ({ memorandumId }) => memorandumId);
  const known = memoranda.map(
    ({ row, stored }): KnownMemorandum => ({
      id: row.id,
      isCancelled: row.state === 'cancelled',
      version: row.version,
      pages: stored?.pages ?? null,
      filed: (filed.get(row.id) ?? []).map(({ page }) => page).sort((one, other) => one - other),
    }),
  );
  return { memoranda, known, filed };
}

/** @throws AppError CONFLICT when something was filed or finalised since */
export async function requireUnchanged(
  context: CommandContext,
  known: readonly KnownMemorandum[],
): Promise<void> {
  const now = (await whatIsKnown(context)).known;
  if (JSON.stringify(now) !== JSON.stringify(known)) throw new AppError('CONFLICT');
}

/** Memoranda that have all their pages now and got at least one of them just now. */
export function wholeCopies(
  memoranda: readonly StoredMemorandum[],
  before: ReadonlyMap<string, readonly CopyPage[]>,
  arrived: readonly FiledPage[],
): WholeCopy[] {
  const news = Map.groupBy(arrived, ({ memorandumId }) => memorandumId);
  return memoranda.flatMap((memorandum) => {
    const fresh = news.get(memorandum.row.id) ?? [];
    const places = new Set(fresh.map(({ page }) => page));
    const pages = [
      ...fresh,
      ...(before.get(memorandum.row.id) ?? []).filter(({ page }) => !places.has(page)),
    ];
    return fresh.length > 0 && pages.length === memorandum.stored?.pages ? [{ memorandum, pages }] : [];
  });
}
