import type { NewRow } from '../../../db/schema.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { CommandContext, JobContext } from '../context.ts';
import { memorandumById, nameOf, type StoredMemorandum, standingOf } from '../memoranda/list.ts';
import { addSignedCopy } from '../memoranda/signed-copies.ts';
import { missingFor } from '../memoranda/states.ts';
import type { Turn } from './upright.ts';

/** Where a page of a signed copy comes from. */
export interface CopyPage {
  readonly page: number;
  readonly stackId: string;
  readonly stackPage: number;
  readonly rotation: Turn;
}

/** A memorandum of whose newest version all pages have come. */
export interface WholeCopy {
  readonly memorandum: StoredMemorandum;
  readonly pages: readonly CopyPage[];
}

interface AssembledCopy {
  readonly memorandum: StoredMemorandum;
  readonly attachment: NewRow<'attachment'>;
  readonly pages: number;
}

/** A stack's file. */
export interface StackFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Puts signed copies together from their pages, upright and in order. */
export async function assemble(
  context: JobContext,
  copies: readonly WholeCopy[],
  stackFile: (stackId: string) => Promise<StackFile>,
): Promise<AssembledCopy[]> {
  if (copies.length === 0) return [];
  context.progress('Ghép bản ký', 0, 0);
  const stackIds = [...new Set(copies.flatMap(({ pages }) => pages.map(({ stackId }) => stackId)))];
  const made = await context.workers.run(
    'assembleCopies',
    {
      stacks: await Promise.all(stackIds.map(stackFile)),
      copies: copies.map(({ memorandum, pages }) => ({
        title: `Bản ký - ${nameOf(memorandum)}`,
        pages: pages
          .toSorted((one, other) => one.page - other.page)
          .map(({ stackId, stackPage, rotation }) => ({
            stack: stackIds.indexOf(stackId),
            page: stackPage,
            rotation,
          })),
      })),
      createdAt: context.now(),
    },
    context.signal,
  );
  return Promise.all(
    copies.map(async ({ memorandum }, index) => {
      const { bytes, pages } = made[index] ?? { bytes: new Uint8Array(), pages: 0 };
      const fileName = `Bản ký - ${nameOf(memorandum)}.pdf`;
      return { memorandum, attachment: await context.files.attach(fileName, bytes, context.now()), pages };
    }),
  );
}

/** Stores copies beside the earlier ones; each answer says what its memorandum still lacks to be filed. */
export async function storeCopies(
  context: CommandContext,
  copies: readonly AssembledCopy[],
): Promise<OutputOf<'scans.file'>['copies']> {
  const stored = [];
  for (const { memorandum, attachment, pages } of copies) {
    const { id: memorandumId, version } = memorandum.row;
    const { copy } = await addSignedCopy(context, {
      memorandumId,
      version,
      kind: 'scan',
      attachment,
      pages,
      complete: true,
      note: null,
    });
    const standing = standingOf(await memorandumById(context.db, memorandumId, context.today()));
    const missing = standing.state === 'filed' ? [] : [...missingFor('file', standing)];
    stored.push({ memorandumId, version, copy, state: standing.state, missing });
  }
  return stored;
}
