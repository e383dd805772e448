import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { toFileRef } from '../files/file-store.ts';
import type { StackFile } from './copies.ts';

/** A stack's file, by the stack's id. */
export const storedStack =
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
export async function stackFiles({ db, files }: QueryContext): Promise<Map<string, FileRef>> {
  const stacks = await db.selectFrom('scan_stack').select(['id', 'attachment_id']).execute();
  return new Map(
    await Promise.all(
      stacks.map(
        async (stack) => [stack.id, toFileRef(await files.locate(db, stack.attachment_id))] as const,
      ),
    ),
  );
}
