import { access } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Folder } from '../folder.ts';

/** Under a key that `settings.set` refuses: what stands here may be opened. */
const KEY = 'program:saved-files';
const MOST = 10;

const savedFiles = z.array(z.object({ path: z.string(), savedAt: z.iso.datetime() }));

/** A file that a person kept from here, by its absolute path. */
export type SavedFile = z.infer<typeof savedFiles>[number];

/** The files that were kept last, newest first; they may be gone meanwhile. */
export async function readSaved({ query }: Folder): Promise<SavedFile[]> {
  const row = await query.db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return row ? savedFiles.parse(JSON.parse(row.value)) : [];
}

const write = (folder: Folder, files: readonly SavedFile[]): Promise<void> =>
  folder.saveSetting(KEY, JSON.stringify(files.slice(0, MOST)), folder.query.now());

/** Puts a file that was just kept in front of the others. */
export async function rememberSaved(folder: Folder, file: string): Promise<void> {
  const others = (await readSaved(folder)).filter((other) => other.path !== file);
  await write(folder, [{ path: file, savedAt: folder.query.now() }, ...others]);
}

/**
 * Lets only files through that a person kept from here and that are still there. One that is gone is forgotten.
 * @throws AppError NOT_FOUND, FILE_MOVED
 */
export async function requireSaved(folder: Folder, file: string): Promise<void> {
  const files = await readSaved(folder);
  if (!files.some((other) => other.path === file))
    throw new AppError('NOT_FOUND', { what: 'tệp này trong các tệp đã lưu gần đây' });
  try {
    await access(file);
  } catch (error) {
    await write(
      folder,
      files.filter((other) => other.path !== file),
    );
    const details = { file: path.basename(file), folder: path.dirname(file) };
    throw new AppError('FILE_MOVED', details, { cause: error });
  }
}
