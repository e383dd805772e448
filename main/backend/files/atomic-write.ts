import { randomUUID } from 'node:crypto';
import { access, constants, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';

/** Virus scanners and viewers hold a file for moments; these waits (ms) outlast most of them. */
const RETRY_DELAYS = [20, 80, 250, 600] as const;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Windows answers EPERM or EACCES when another program holds the target open. */
const isHeld = (error: unknown): boolean => ['EBUSY', 'EPERM', 'EACCES'].includes(codeOf(error));

/** What a system answers to a write that it does not let through. */
const REFUSALS: ReadonlySet<string> = new Set([
  'EBUSY',
  'EPERM',
  'EACCES',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'EMFILE',
  'ENFILE',
]);

/** Whether the system itself answered so: EACCES, ENOSPC and the like. */
export const isSystemError = (error: unknown): boolean => /^E[A-Z0-9]+$/.test(codeOf(error));

/** Whether the system, and no fault of the program, kept something from being written. */
export const isRefusedWrite = (error: unknown): boolean => REFUSALS.has(codeOf(error));

/**
 * Turns a failed write into an error that names the file.
 * @param replacing when it failed while the new file took the old one's place: then its folder can be written, and
 *   somebody holds the old one
 */
export function writeError(error: unknown, file: string, replacing = false): AppError {
  const details = { file };
  if (['ENOSPC', 'EDQUOT'].includes(codeOf(error)))
    return new AppError('DISK_FULL', details, { cause: error });
  if (codeOf(error) === 'EIO') return new AppError('DISK_FAILED', details, { cause: error });
  if (['EMFILE', 'ENFILE'].includes(codeOf(error)))
    return new AppError('TOO_MANY_FILES', details, { cause: error });
  if (codeOf(error) === 'EBUSY' || (replacing && isHeld(error)))
    return new AppError('FILE_LOCKED', details, { cause: error });
  return new AppError('FILE_WRITE_FAILED', details, { cause: error });
}

/** Names of files that are being written. */
export const TEMPORARY = /^\.[0-9a-f-]{36}\.tmp$/;

/** Half files that a failing disk would not even let go of. */
const halves = new Set<string>();

/** Tries once more to remove them. */
export async function removeHalves(): Promise<void> {
  for (const file of halves)
    await rm(file, { force: true }).then(
      () => halves.delete(file),
      () => {},
    );
}

/**
 * Writes a file in one step: to a temporary name, flushed to disk, then renamed over what was there.
 * Nobody ever sees half a file, and a failure leaves the old one.
 * @throws AppError DISK_FULL, DISK_FAILED, FILE_LOCKED, TOO_MANY_FILES or FILE_WRITE_FAILED
 */
export const writeFileAtomic = (file: string, bytes: Uint8Array): Promise<void> =>
  writeAtomically(file, async (temporary) => {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });

/** Copies a file in one step, as `writeFileAtomic` writes one. */
export const copyFileAtomic = (from: string, to: string): Promise<void> =>
  writeAtomically(to, async (temporary) => {
    await copyFile(from, temporary, constants.COPYFILE_EXCL);
    const handle = await open(temporary, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });

/**
 * The same for a file that is too large for memory: the caller writes and flushes the temporary file.
 * @throws AppError DISK_FULL, DISK_FAILED, FILE_LOCKED, TOO_MANY_FILES or FILE_WRITE_FAILED; whatever else the writing throws
 */
export async function writeAtomically(
  file: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${randomUUID()}.tmp`);
  let replacing = false;
  try {
    await makeFolders(path.dirname(file));
    await write(temporary);
    replacing = true;
    await renameWithRetries(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => halves.add(temporary));
    throw isSystemError(error) ? writeError(error, file, replacing) : error;
  }
}

/**
 * Refuses a place where `writeFileAtomic` must fail, before the work for it begins.
 * @throws AppError FILE_WRITE_FAILED
 */
export async function requireWritable(file: string): Promise<void> {
  try {
    if (await isFolder(file)) throw new Error('a folder lies there');
    let folder = path.dirname(file);
    while ((await isFolder(folder)) === null) {
      const parent = path.dirname(folder);
      if (parent === folder) throw new Error('there is no such drive');
      folder = parent;
    }
    if (!(await isFolder(folder))) throw new Error('a file lies in the way');
    await access(folder, constants.W_OK);
  } catch (error) {
    throw writeError(error, file);
  }
}

/**
 * Makes a folder and those above it, one by one: Node's own recursive way never comes back from a place
 * where no folder can be made (such as /proc).
 */
export async function makeFolders(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolders(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    // Another writer may have been quicker.
    if (!(await isFolder(folder))) throw error;
  }
}

/** Null when nothing lies there. */
async function isFolder(place: string): Promise<boolean | null> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Renames a file or folder, and waits a little for those who hold it. */
export async function renameWithRetries(from: string, to: string): Promise<void> {
  for (const wait of RETRY_DELAYS) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isHeld(error)) throw error;
      await delay(wait);
    }
  }
  await rename(from, to);
}
