import { chunked, type ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import { scanReason } from '../../../preload/contract/scans.ts';
import type { CommandContext, Handlers, JobContext, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { toFileRef } from '../files/file-store.ts';
import { created, newId } from '../ids.ts';
import { listMemoranda, type StoredMemorandum } from '../memoranda/list.ts';
import { STATE_NAMES } from '../memoranda/states.ts';
import { assemble, type CopyPage, type StackFile, storeCopies, type WholeCopy } from './copies.ts';
import type { SeenPage } from './read-pages.ts';
import { type KnownMemorandum, type SortedPage, sortPages } from './sort.ts';
import type { Turn } from './upright.ts';

/** Pages that a thread reads at a time: progress is told and a cancelled job ends after a few of them. */
const CHUNK = 8;

/** What waits for a person. */
const WAITING = ['tray', 'stranger', 'duplicate', 'outdated'] as const;

/** A copy of bytes that several threads read in the same place. */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  copy.set(bytes);
  return copy;
}

/** The files as one PDF: a single PDF as it came, anything else joined. */
async function joinFiles(
  context: JobContext,
  files: readonly { readonly fileId: string; readonly rotation: Turn }[],
  title: string,
): Promise<StackFile & { readonly pages: number }> {
  const items = [];
  for (const { fileId, rotation } of files) {
    const { fileName, bytes } = await context.files.read(context.db, fileId);
    items.push({ fileName, bytes, rotation });
  }
  context.progress('Ghép tệp', 0, 0);
  const input = { items, title, createdAt: context.now() };
  const joined = await context.workers.run('joinPages', input, context.signal);
  const [first] = items;
  const cameAsOne = items.length === 1 && first?.bytes.byteLength === joined.bytes.byteLength;
  return { ...joined, fileName: cameAsOne ? first.fileName : `${title}.pdf` };
}

/** Reads the codes of a whole stack, a few pages at a time. */
async function readStack(context: JobContext, { fileName, bytes }: StackFile): Promise<SeenPage[]> {
  const stack = { fileName, bytes: shared(bytes) };
  const pages = await context.workers.run('countPages', stack, context.signal);
  const label = 'Đọc mã trên từng trang';
  let done = 0;
  context.progress(label, done, pages);
  const chunks = Array.from({ length: Math.ceil(pages / CHUNK) }, async (_, index) => {
    const first = index * CHUNK + 1;
    const input = { ...stack, first, last: first + CHUNK - 1 };
    const seen = await context.workers.run('readPages', input, context.signal);
    done += seen.length;
    context.progress(label, done, pages);
    return seen;
  });
  return (await Promise.all(chunks)).flat();
}

interface FiledPage extends CopyPage {
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
async function whatIsKnown({ db, today }: Pick<QueryContext, 'db' | 'today'>) {
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
async function requireUnchanged(context: CommandContext, known: readonly KnownMemorandum[]): Promise<void> {
  const now = (await whatIsKnown(context)).known;
  if (JSON.stringify(now) !== JSON.stringify(known)) throw new AppError('CONFLICT');
}

/** Memoranda that have all their pages now and got at least one of them just now. */
function wholeCopies(
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

const hasPlace = (
  sorted: SortedPage,
): sorted is SortedPage & { memorandumId: string; version: number; page: number } =>
  sorted.memorandumId !== null && sorted.version !== null && sorted.page !== null;

/** A stack's file, by the stack's id. */
const storedStack =
  ({ db, files }: QueryContext) =>
  async (stackId: string): Promise<StackFile> => {
    const row = await db
      .selectFrom('scan_stack')
      .select('attachment_id')
      .where('id', '=', stackId)
      .executeTakeFirst();
    if (!row) throw new AppError('NOT_FOUND', { what: 'tập bản quét' });
    return files.read(db, row.attachment_id);
  };

/** The files of stacks as a window speaks of them, by the stack's id. */
async function stackFiles({ db, files }: QueryContext): Promise<Map<string, FileRef>> {
  const stacks = await db.selectFrom('scan_stack').select(['id', 'attachment_id']).execute();
  return new Map(
    await Promise.all(
      stacks.map(
        async (stack) => [stack.id, toFileRef(await files.locate(db, stack.attachment_id))] as const,
      ),
    ),
  );
}

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

export const scanHandlers: Handlers<
  'scans.file' | 'scans.stacks' | 'scans.tray' | 'scans.assign' | 'scans.discard' | 'scans.join'
> = {
  async 'scans.file'(context, { fileIds }) {
    const stack = await joinFiles(
      context,
      fileIds.map((fileId) => ({ fileId, rotation: 0 })),
      'Bản quét',
    );
    const seen = await readStack(context, stack);
    const { code_secret: secret } = await context.db
      .selectFrom('folder')
      .select('code_secret')
      .executeTakeFirstOrThrow();
    const { memoranda, known, filed } = await whatIsKnown(context);
    const { pages, missing } = sortPages(seen, known, secret);

    const stackId = newId();
    const placed = pages.filter(hasPlace);
    const arrived = placed
      .filter(({ status }) => status === 'filed')
      .map(({ memorandumId, page, stackPage, rotation }) => ({
        memorandumId,
        page,
        stackId,
        stackPage,
        rotation,
      }));
    const earlier = storedStack(context);
    const whole = await assemble(context, wholeCopies(memoranda, filed, arrived), async (id) =>
      id === stackId ? stack : earlier(id),
    );
    const attachment = await context.files.attach(stack.fileName, stack.bytes, context.now());
    const copies = await context.write(async (command) => {
      await requireUnchanged(command, known);
      const stamps = created(command.now());
      await command.db.insertInto('attachment').values(attachment).execute();
      await command.db
        .insertInto('scan_stack')
        .values({ id: stackId, attachment_id: attachment.id, pages: seen.length, ...stamps })
        .execute();
      const rows = pages.map(({ stackPage, memorandumId, ...page }) => ({
        id: newId(),
        stack_id: stackId,
        stack_page: stackPage,
        memorandum_id: memorandumId,
        ...page,
        ...stamps,
      }));
      for (const chunk of chunked(rows)) await command.db.insertInto('scan_page').values(chunk).execute();
      return storeCopies(command, whole);
    });

    const named = (status: SortedPage['status']) =>
      placed
        .filter((page) => page.status === status)
        .map(({ stackPage, memorandumId, version, page }) => ({ stackPage, memorandumId, version, page }));
    return {
      stackId,
      pages: seen.length,
      filed: [...Map.groupBy(named('filed'), ({ memorandumId }) => memorandumId)].map(
        ([memorandumId, own]) => ({
          memorandumId,
          version: own[0]?.version ?? 0,
          pages: own.map(({ page }) => page).sort((one, other) => one - other),
        }),
      ),
      missing,
      unknown: pages.flatMap(({ stackPage, reason }) => (reason === null ? [] : { stackPage, reason })),
      duplicates: named('duplicate'),
      outdated: named('outdated'),
      copies,
    };
  },

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

  async 'scans.join'(context, { files, name }) {
    const { bytes, pages } = await joinFiles(context, files, name);
    return { ...(await context.files.hold(`${name}.pdf`, bytes)), pages };
  },
};
