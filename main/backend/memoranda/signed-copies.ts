import type { NewRow, Row } from '../../../db/schema.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { CommandContext, Handlers, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { toFileRef } from '../files/file-store.ts';
import { created, newId } from '../ids.ts';
import { memorandumById, nameOf, type StoredMemorandum, standingOf } from './list.ts';
import { mayMove, missingFor, moved, STATE_NAMES, storeMove } from './states.ts';

/** The signed copies of a memorandum in their order. */
export async function signedCopiesOf(
  { db, files }: Pick<QueryContext, 'db' | 'files'>,
  memorandumId: string,
): Promise<OutputOf<'memoranda.get'>['copiesSigned']> {
  const rows = await db
    .selectFrom('signed_copy as c')
    .innerJoin('attachment as a', 'a.id', 'c.attachment_id')
    .where('c.memorandum_id', '=', memorandumId)
    .where('c.deleted_at', 'is', null)
    .orderBy('c.copy')
    .selectAll('c')
    .select('a.sha256')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      copy: row.copy,
      version: row.version,
      kind: row.kind,
      file: toFileRef(await files.locate(db, row.attachment_id)),
      pages: row.pages,
      complete: row.complete === 1,
      note: row.note,
      sha256: row.sha256,
      addedAt: row.created_at,
    })),
  );
}

/** A signed copy that has come, with the row of its file. */
export interface NewSignedCopy {
  readonly memorandumId: string;
  readonly version: number;
  readonly kind: Row<'signed_copy'>['kind'];
  /** As `files.attach` answers it; it is stored here. */
  readonly attachment: NewRow<'attachment'>;
  readonly pages: number;
  /** All pages of that version, signed. */
  readonly complete: boolean;
  readonly note: string | null;
}

const stateError = ({ row }: StoredMemorandum): AppError =>
  new AppError('MEMORANDUM_STATE', { state: STATE_NAMES[row.state] });

/** Only what was finalised can have been signed. @throws AppError MEMORANDUM_STATE */
function requireFrozen(found: StoredMemorandum): void {
  if (!found.stored || found.row.state === 'cancelled') throw stateError(found);
}

/**
 * Stores a signed copy behind those that are there, and files the memorandum if that was all it lacked.
 * @throws AppError MEMORANDUM_STATE for a paper that was never finalised or is cancelled
 */
export async function addSignedCopy(
  context: CommandContext,
  copy: NewSignedCopy,
): Promise<{ readonly copy: number; readonly filed: boolean }> {
  const { db, now } = context;
  const found = await memorandumById(db, copy.memorandumId, context.today());
  const frozen = await db
    .selectFrom('memorandum_version')
    .select('id')
    .where('memorandum_id', '=', copy.memorandumId)
    .where('version', '=', copy.version)
    .executeTakeFirst();
  if (!frozen || found.row.state === 'cancelled') throw stateError(found);
  const { last } = await db
    .selectFrom('signed_copy')
    .select(({ fn }) => fn.max('copy').as('last'))
    .where('memorandum_id', '=', copy.memorandumId)
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  await db.insertInto('attachment').values(copy.attachment).execute();
  await db
    .insertInto('signed_copy')
    .values({
      id: newId(),
      memorandum_id: copy.memorandumId,
      version: copy.version,
      copy: number,
      kind: copy.kind,
      attachment_id: copy.attachment.id,
      pages: copy.pages,
      complete: copy.complete ? 1 : 0,
      note: copy.note,
      ...created(now()),
    })
    .execute();
  return { copy: number, filed: await fileIfWhole(context, copy.memorandumId) };
}

/** Files a signed memorandum that lacks nothing; the answer says whether it did. */
async function fileIfWhole({ db, today, now }: CommandContext, memorandumId: string): Promise<boolean> {
  const standing = standingOf(await memorandumById(db, memorandumId, today()));
  if (!mayMove('file', standing.state) || missingFor('file', standing).length > 0) return false;
  await storeMove(db, 'file', [memorandumId], now());
  return true;
}

export const signedCopyHandlers: Handlers<'memoranda.attach' | 'memoranda.file'> = {
  async 'memoranda.attach'(context, { id, files, complete, note }) {
    const { db, workers, signal, today, now } = context;
    const found = await memorandumById(db, id, today());
    requireFrozen(found);
    const items = [];
    for (const { fileId, rotation } of files)
      items.push({ ...(await context.files.read(db, fileId)), rotation });
    const title = `Bản ký - ${nameOf(found)}`;
    context.progress('Ghép bản ký', 0, 0);
    const joined = await workers.run('joinPages', { items, title, createdAt: now() }, signal);
    const attachment = await context.files.attach(`${title}.pdf`, joined.bytes, now());
    const stored = await context.write((command) =>
      addSignedCopy(command, {
        memorandumId: id,
        version: found.row.version,
        kind: 'upload',
        attachment,
        pages: joined.pages,
        complete,
        note: note ?? null,
      }),
    );
    return { ...stored, sha256: attachment.sha256, pages: joined.pages };
  },

  async 'memoranda.file'({ db, today, now }, { id }) {
    moved('file', standingOf(await memorandumById(db, id, today())));
    await storeMove(db, 'file', [id], now());
    return {};
  },
};
