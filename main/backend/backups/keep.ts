import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BackupKind, BackupPlace, LastBackup } from '../../../preload/contract/backups.ts';
import type { JobContext } from '../context.ts';
import { AppError } from '../errors.ts';
import {
  copyFileAtomic,
  isSystemError,
  makeFolders,
  renameWithRetries,
  writeError,
  writeFileAtomic,
} from '../files/atomic-write.ts';
import { DATABASE_FILE, partOf } from '../files/data-folder.ts';
import { BACKUP_ENDING } from '../files/endings.ts';
import { newId } from '../ids.ts';
import { localDay, localTime } from '../text/dates.ts';
import { isLocked } from './backup-file.ts';
import { type BackupKey, readKey } from './password.ts';

/** How many backups stay in each place. */
const KEPT = 10;

/** Beside the backups and not in the database, so that it is at hand when the database is not. */
const STATE_FILE = 'state.json';
const NAMED = /^Chung Tay (\d{4}-\d{2}-\d{2}) (\d{2})\.(\d{2})\.(\d{2})( trước khi khôi phục)?\.ctbackup$/u;

/** What `db/migrations/run.ts` calls the copy that it makes before it changes a database. */
const BEFORE_MIGRATION =
  /^before-migration-from-[\w-]+?-(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{3}Z)\.sqlite$/;

const stateSchema = z.object({
  last: z
    .object({
      name: z.string(),
      createdAt: z.iso.datetime(),
      /** Hash of the journal's newest row in it. */
      journal: z.string(),
      problems: z.array(z.object({ code: z.string(), message: z.string() })),
      copiedAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** Absolute path of the second place. */
  second: z.string().nullable(),
  /** What this folder has put there, the oldest first: another office may keep its backups on the same stick. */
  copied: z.array(z.string()),
});

/** What is remembered between two backups. */
export type BackupState = z.infer<typeof stateSchema>;

export const backupFolder = (dataDir: string): string => partOf(dataDir, 'backups');

/** A state that can't be read is none: the next backup writes it anew. */
export async function readState(dataDir: string): Promise<BackupState> {
  const text = await readFile(path.join(backupFolder(dataDir), STATE_FILE), 'utf8').catch(() => 'null');
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    return { last: null, second: null, copied: [] };
  }
}

/** Whether anything was entered since the last backup. */
export const hasChanged = ({ last }: BackupState, { journal }: Pick<JobContext, 'journal'>): boolean =>
  last?.journal !== journal.top();

export const writeState = (dataDir: string, state: BackupState): Promise<void> =>
  writeFileAtomic(path.join(backupFolder(dataDir), STATE_FILE), Buffer.from(JSON.stringify(state)));

/** A backup in one of the places. */
export interface KeptBackup {
  readonly place: BackupPlace;
  readonly name: string;
  /** Instant, ISO UTC. */
  readonly createdAt: string;
  readonly byteSize: number;
  readonly kind: BackupKind;
  readonly locked: boolean;
}

/** When a backup was made, by its name; null for what is none. */
function readName(name: string): Pick<KeptBackup, 'kind' | 'createdAt'> | null {
  const [, day, hours, minutes, seconds] = NAMED.exec(name) ?? [];
  const [, stamp] = BEFORE_MIGRATION.exec(name) ?? [];
  // The clock of the office in the one, UTC in the other.
  const text = stamp?.replace(/-(\d\d)-(\d\d\.\d{3}Z)$/, ':$1:$2') ?? `${day}T${hours}:${minutes}:${seconds}`;
  const createdAt = new Date(text);
  if (Number.isNaN(createdAt.getTime())) return null;
  return { kind: stamp === undefined ? 'whole' : 'upgrade', createdAt: createdAt.toISOString() };
}

/** The backups of a folder, the newest first; none where there is no such folder. */
export async function listBackups(folder: string, place: BackupPlace): Promise<KeptBackup[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name): Promise<KeptBackup[]> => {
      const named = readName(name);
      const file = path.join(folder, name);
      const found = named && (await stat(file).catch(() => null));
      if (!named || !found?.isFile()) return [];
      return [{ place, name, ...named, byteSize: found.size, locked: await isLocked(file) }];
    }),
  );
  return found.flat().sort((left, right) => right.createdAt.localeCompare(left.createdAt));
}

/** "Chung Tay 2026-11-24 09.30.00.ctbackup", by the clock of this office. */
function backupName(at: string, note = ''): string {
  const now = new Date(at);
  return `Chung Tay ${localDay(now)} ${localTime(now)}${note}${BACKUP_ENDING}`;
}

async function removeFrom(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(path.join(folder, name), { force: true });
}

/**
 * Writes a backup of what stands there now in one step; a failure, or a cancelling, leaves what was there.
 * @param key what locks it; null: a backup without a password
 * @throws AppError DISK_FULL, FILE_LOCKED or FILE_WRITE_FAILED; an AbortError when the signal fires
 */
export async function backUpTo(context: JobContext, target: string, key: BackupKey | null): Promise<void> {
  const { dataDir, version, rehearsal, workers, signal, progress } = context;
  const work = partOf(dataDir, 'passing', newId());
  const copy = path.join(work, DATABASE_FILE);
  const packed = path.join(work, 'packed');
  progress('Sao lưu', 0, 0);
  try {
    await makeFolders(work);
    await context.copyDatabase(copy);
    await workers.run(
      'packBackup',
      { dataDir, version, rehearsal, at: context.now(), copy, target: packed, key },
      signal,
      (done, total) => progress('Sao lưu', done, total),
    );
    await makeFolders(path.dirname(target));
    await renameWithRetries(packed, target);
  } catch (error) {
    throw isSystemError(error) ? writeError(error, target) : error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Backs up into the program's own folder, restores the backup in a temporary one, copies it to the second place, and
 * remembers how it went. A backup that could not be restored is said to be none: the older ones all stay then.
 * @throws AppError DISK_FULL, FILE_WRITE_FAILED, BACKUP_KEY_DAMAGED
 */
export async function keepBackup(context: JobContext, note?: string): Promise<LastBackup> {
  const { dataDir, workers, progress, now, signal } = context;
  const folder = backupFolder(dataDir);
  const createdAt = now();
  const name = backupName(createdAt, note);
  const file = path.join(folder, name);
  const key = await readKey(dataDir);
  await backUpTo(context, file, key);
  progress('Thử khôi phục bản sao lưu', 0, 0);
  const { problems, manifest } = await workers.run('rehearseBackup', { file, key }, signal);
  const { second, copied } = await readState(dataDir);
  const copiedAt = problems.length > 0 || second === null ? null : await copyTo(second, file, now);
  const last = { name, createdAt, problems, copiedAt };
  const there = copiedAt === null ? copied : [...copied, name];
  await writeState(dataDir, {
    second,
    copied: there.slice(-KEPT),
    last: { ...last, journal: manifest?.journal ?? '' },
  });
  // One that could not be restored never drives a good one out.
  if (problems.length === 0) {
    // The one just made stays, also where the clock was set back and it looks like the oldest.
    const others = (await listBackups(folder, 'own'))
      .filter((kept) => kept.kind === 'whole' && kept.name !== name)
      .map((kept) => kept.name);
    await removeFrom(folder, others.slice(KEPT - 1));
    if (second !== null) await removeFrom(second, there.slice(0, -KEPT));
  }
  return last;
}

/** A USB stick that is not plugged in is no failure: the home screen tells how old its last copy is. */
async function copyTo(second: string, file: string, now: () => string): Promise<string | null> {
  if (!(await isReachable(second))) return null;
  try {
    await copyFileAtomic(file, path.join(second, path.basename(file)));
    return now();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

export const isReachable = (folder: string): Promise<boolean> =>
  stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
