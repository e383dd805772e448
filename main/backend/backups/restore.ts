import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { isNewer } from '../../../db/migrations/run.ts';
import type { BackupRehearsal } from '../../../preload/contract/backups.ts';
import { AppError } from '../errors.ts';
import {
  copyFileAtomic,
  isSystemError,
  makeFolders,
  renameWithRetries,
  writeError,
} from '../files/atomic-write.ts';
import { DATABASE_FILE, partOf } from '../files/data-folder.ts';
import { newId } from '../ids.ts';
import type { Workers } from '../workers/workers.ts';
import type { Opener } from './password.ts';
import { type Rehearsed, restoreInto } from './rehearse.ts';

/** @throws AppError BACKUP_UNREADABLE, BACKUP_DAMAGED, DATA_FOLDER_NEWER */
function requireWhole(file: string, folder: string, { manifest, problems }: Rehearsed): void {
  const details = { file: path.basename(file), errors: problems };
  if (!manifest) throw new AppError('BACKUP_UNREADABLE', details);
  if (problems.length > 0) throw new AppError('BACKUP_DAMAGED', details);
  const sqlite = new Sqlite(partOf(folder, 'database'), { readonly: true });
  try {
    if (isNewer(sqlite)) throw new AppError('DATA_FOLDER_NEWER');
  } finally {
    sqlite.close();
  }
}

/**
 * Restores a backup as a new data folder, whole or not at all.
 * @param target a folder that does not exist yet or is empty
 * @throws AppError FOLDER_NOT_EMPTY, BACKUP_UNREADABLE, BACKUP_DAMAGED, BACKUP_PASSWORD_…, FILE_NOT_FOUND, FILE_WRITE_FAILED, DISK_FULL
 */
export async function restoreAsFolder(
  file: string,
  target: string,
  opener: Opener = {},
): Promise<BackupRehearsal> {
  const inTarget = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new AppError('FOLDER_NOT_EMPTY', { folder: target }, { cause: error });
  });
  if (inTarget && inTarget.length > 0) throw new AppError('FOLDER_NOT_EMPTY', { folder: target });
  const beside = `${path.resolve(target)}.${newId()}.tmp`;
  try {
    await makeFolders(beside);
    const rehearsed = await restoreInto(file, beside, opener);
    requireWhole(file, beside, rehearsed);
    if (inTarget) await rmdir(target);
    await renameWithRetries(beside, target);
    const { manifest: _, ...figures } = rehearsed;
    return figures;
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw isSystemError(error) ? writeError(error, target) : error;
  }
}

/**
 * Unpacks a backup beside the data that are in use, and judges it.
 * @throws AppError BACKUP_UNREADABLE, BACKUP_DAMAGED, FILE_NOT_FOUND, DISK_FULL; nothing is left then
 */
export async function unpackBeside(
  workers: Workers,
  file: string,
  dataDir: string,
  opener: Opener,
): Promise<void> {
  const folder = partOf(dataDir, 'restoring');
  await rm(folder, { recursive: true, force: true });
  try {
    await mkdir(folder);
    requireWhole(file, folder, await workers.run('restoreInto', { file, folder, ...opener }));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw isSystemError(error) ? writeError(error, folder) : error;
  }
}

/**
 * Puts the unpacked backup in the place of a closed database. Attachments are added first, for no content ever replaces
 * another; then one renaming decides: killed before it, everything is as it was, and after it, restored. What is left of
 * the folder tells the next opening, however late it comes, to look for files that the restored database doesn't know.
 * @param aside the name under which the database that goes is kept in `damaged/`, for one that can't be opened can't be
 *   backed up; null: it is backed up
 */
export async function takeUnpacked(dataDir: string, aside: string | null): Promise<void> {
  const folder = partOf(dataDir, 'restoring');
  const attachments = partOf(folder, 'attachments');
  for (const shelf of await readdir(attachments).catch(() => [])) {
    await makeFolders(partOf(dataDir, 'attachments', shelf));
    for (const name of await readdir(path.join(attachments, shelf))) {
      const target = partOf(dataDir, 'attachments', shelf, name);
      if (!existsSync(target)) await renameWithRetries(path.join(attachments, shelf, name), target);
    }
  }
  // The password of the backup goes on to be that of a folder that has none.
  const key = partOf(folder, 'backupKey');
  if (existsSync(key) && !existsSync(partOf(dataDir, 'backupKey')))
    await renameWithRetries(key, partOf(dataDir, 'backupKey'));
  if (aside !== null) await keepDamaged(dataDir, aside);
  await renameWithRetries(partOf(folder, 'database'), partOf(dataDir, 'database'));
}

/** SQLite would take the log of the one database for that of the next. */
const LOGS = [`${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`];

async function keepDamaged(dataDir: string, name: string): Promise<void> {
  const found = [DATABASE_FILE, ...LOGS].filter((name) => existsSync(path.join(dataDir, name)));
  const aside = partOf(dataDir, 'damaged', name);
  for (const name of found) await copyFileAtomic(path.join(dataDir, name), path.join(aside, name));
  for (const name of LOGS) await rm(path.join(dataDir, name), { force: true });
}
