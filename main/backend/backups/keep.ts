import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BackupPlace, LastBackup } from '../../../preload/contract/backups.ts';
import type { JobContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { copyFileAtomic, writeFileAtomic } from '../files/atomic-write.ts';
import { partOf } from '../files/data-folder.ts';
import { newId } from '../ids.ts';
import { localDay, localTime } from '../text/dates.ts';
import { BACKUP_ENDING, writeBackup } from './backup-file.ts';

/** How many backups stay in each place. */
const KEPT = 10;

/** Beside the backups and not in the database, so that it is at hand when the database is not. */
const STATE_FILE = 'state.json';
const NAMED = /^Chung Tay (\d{4}-\d{2}-\d{2}) (\d{2})\.(\d{2})\.(\d{2})( trước khi khôi phục)?\.ctbackup$/u;

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
}

/** The backups of a folder, the newest first; none where there is no such folder. */
export async function listBackups(folder: string, place: BackupPlace): Promise<KeptBackup[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name): Promise<KeptBackup[]> => {
      const [, day, hours, minutes, seconds] = NAMED.exec(name) ?? [];
      if (day === undefined) return [];
      const file = await stat(path.join(folder, name)).catch(() => null);
      const createdAt = new Date(`${day}T${hours}:${minutes}:${seconds}`);
      if (!file?.isFile() || Number.isNaN(createdAt.getTime())) return [];
      return [{ place, name, createdAt: createdAt.toISOString(), byteSize: file.size }];
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

/** Writes a backup of what stands there now. @throws AppError as `writeBackup` */
export async function backUpTo(context: JobContext, target: string): Promise<void> {
  const work = partOf(context.dataDir, 'passing', newId());
  await mkdir(work, { recursive: true });
  try {
    await writeBackup({ ...context, at: context.now() }, target, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Backs up into the program's own folder, restores the backup in a temporary one, copies it to the second place, and
 * remembers how it went. A backup that could not be restored is said to be none: the older ones all stay then.
 * @throws AppError DISK_FULL, FILE_WRITE_FAILED
 */
export async function keepBackup(context: JobContext, note?: string): Promise<LastBackup> {
  const { dataDir, workers, progress, now, signal } = context;
  const folder = backupFolder(dataDir);
  const createdAt = now();
  const name = backupName(createdAt, note);
  const file = path.join(folder, name);
  progress('Sao lưu', 0, 0);
  await backUpTo(context, file);
  progress('Thử khôi phục bản sao lưu', 0, 0);
  const { problems, manifest } = await workers.run('rehearseBackup', { file }, signal);
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
      .map((kept) => kept.name)
      .filter((each) => each !== name);
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
