import { chunked } from '../../../db/read.ts';
import type { Handlers, JobContext } from '../context.ts';
import { created, newId } from '../ids.ts';
import { assemble, type StackFile, storeCopies } from './copies.ts';
import { requireUnchanged, whatIsKnown, wholeCopies } from './known.ts';
import type { SeenPage } from './read-pages.ts';
import { type SortedPage, sortPages } from './sort.ts';
import { storedStack } from './stacks.ts';
import type { Turn } from './upright.ts';

/** Pages that a thread reads at a time: progress is told and a cancelled job ends after a few of them. */
const CHUNK = 8;

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

const hasPlace = (
  sorted: SortedPage,
): sorted is SortedPage & { memorandumId: string; version: number; page: number } =>
  sorted.memorandumId !== null && sorted.version !== null && sorted.page !== null;

export const scanIntakeHandlers: Handlers<'scans.file' | 'scans.join'> = {
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

  async 'scans.join'(context, { files, name }) {
    const { bytes, pages } = await joinFiles(context, files, name);
    return { ...(await context.files.hold(`${name}.pdf`, bytes)), pages };
  },
};
