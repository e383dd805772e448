import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { BackupSource } from '../../../preload/contract/backups.ts';
import type { DeepReadonly } from '../../../preload/contract/procedure.ts';
import type { OutputOf, ParsedInputOf, ProcedureName } from '../../../preload/contract/types.ts';
import type { JobContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { writeFileAtomic } from '../files/atomic-write.ts';
import { partOf } from '../files/data-folder.ts';
import type { Folder } from '../folder.ts';
import type { BackendOptions } from '../ports.ts';
import { localDay, localTime } from '../text/dates.ts';
import type { Workers } from '../workers/workers.ts';
import { lookAside } from './aside.ts';
import {
  backupFolder,
  hasChanged,
  isReachable,
  keepBackup,
  listBackups,
  readState,
  writeState,
} from './keep.ts';
import { lockedSince, readKey, removeKey, writeKey } from './password.ts';

/** What a job without a folder works with. */
type JobHooks = Pick<JobContext, 'signal' | 'progress'>;

/** What backups need of the program beside an open folder, for they are most needed where none can be opened. */
export interface BackupDesk {
  readonly options: BackendOptions;
  readonly workers: Workers;
  readonly folder: () => Folder | null;
  /** Why the folder could not be opened, where it could not. */
  readonly failure: () => AppError | null;
  /** Does work that jobs do, while the person waits for something else. */
  readonly asJob: <T>(work: (context: JobContext) => Promise<T>) => Promise<T>;
  /** Closes the folder, changes what lies there, and opens it again; also where none could be opened. */
  readonly reopen: (change: () => Promise<void>) => Promise<Folder>;
}

type Names =
  | 'list'
  | 'inspect'
  | 'restore'
  | 'choosePlace'
  | 'forgetPlace'
  | 'setPassword'
  | 'removePassword'
  | 'openAside';
type Control<N extends ProcedureName, C = null> = (
  context: C,
  input: ParsedInputOf<N>,
) => Promise<DeepReadonly<OutputOf<N>>>;
type BackupControls = { readonly [N in `backups.${Names}`]: Control<N> } & {
  readonly 'backups.salvage': Control<'backups.salvage', JobHooks>;
};

const WHAT = ['schools', 'pairs', 'memoranda', 'activities'] as const;
const BEFORE_RESTORING = ' trước khi khôi phục';
const READING = 'Đọc dữ liệu hỏng';

/** "2026-11-24 09.30.05": under this name a damaged database is kept. */
const asideName = (now: Date): string => `${localDay(now)} ${localTime(now)}`;

/** Handlers that work whether a data folder is open or not. */
export function backupControls({
  options,
  workers,
  folder,
  failure,
  asJob,
  reopen,
}: BackupDesk): BackupControls {
  const { dataDir, native, now = () => new Date() } = options;

  /** What opens the backups of this folder; a key that can't be read opens none, and the password is asked for. */
  const keyOf = () => readKey(dataDir).catch(() => null);
  /** Journals what is changed beside the database. */
  const change = async (name: string, why: string | null, work: () => Promise<void>): Promise<void> => {
    const open = folder();
    if (!open) throw failure() ?? new AppError('DATA_FOLDER_NOT_INITIALISED', { dataDir });
    await open.command(name, async ({ note }) => {
      if (why !== null) note(why);
      await work();
    });
  };

  const kept = async () => {
    const { second } = await readState(dataDir);
    const [own, copies] = await Promise.all([
      listBackups(backupFolder(dataDir), 'own'),
      second === null ? [] : listBackups(second, 'second'),
    ]);
    const backups = [...own, ...copies].sort((left, right) => right.createdAt.localeCompare(left.createdAt));
    return { second, backups };
  };
  const handedOver = async (fileId: string) => {
    const open = folder();
    if (!open) throw new AppError('NOT_FOUND', { what: 'tệp' });
    return open.query.files.locate(open.query.db, fileId);
  };
  /** Only files that are listed can be named: a window never gives a path. */
  const fileOf = async (source: BackupSource): Promise<string> => {
    if ('fileId' in source) return (await handedOver(source.fileId)).path;
    const { second, backups } = await kept();
    const isListed = backups.some(({ place, name }) => place === source.place && name === source.name);
    if (!isListed) throw new AppError('NOT_FOUND', { what: `bản sao lưu “${source.name}”` });
    return path.join(source.place === 'own' || second === null ? backupFolder(dataDir) : second, source.name);
  };
  /** Reads a backup; what is said of one that was handed over names it as the person does, not as it lies here. */
  const reading = async <T>(source: BackupSource, read: (file: string) => Promise<T>): Promise<T> => {
    const name = 'fileId' in source ? (await handedOver(source.fileId)).fileName : source.name;
    return read(await fileOf(source)).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.details.file === undefined) throw error;
      throw new AppError(error.code, { ...error.details, file: name }, { cause: error });
    });
  };

  return {
    async 'backups.list'() {
      const state = await readState(dataDir);
      const { second, backups } = await kept();
      const open = folder();
      return {
        last: state.last,
        changed: open !== null && hasChanged(state, open.query),
        second: second === null ? null : { path: second, reachable: await isReachable(second) },
        lockedSince: await lockedSince(dataDir),
        backups,
        aside: await lookAside(dataDir),
      };
    },

    async 'backups.inspect'(_, { source, password }) {
      const key = await keyOf();
      const { manifest, figures, ...rehearsed } = await reading(source, async (file) => {
        const seen = await workers.run('rehearseBackup', { file, password, key });
        if (!seen.manifest || !seen.figures)
          throw new AppError('BACKUP_UNREADABLE', { file: path.basename(file) });
        return { ...seen, manifest: seen.manifest, figures: seen.figures };
      });
      const now = await folder()?.query.journal.figures();
      return {
        ...rehearsed,
        createdAt: manifest.createdAt,
        version: manifest.version,
        rehearsal: manifest.rehearsal,
        figures: WHAT.map((what) => ({
          what,
          inBackup: figures[what],
          now: now?.[what] ?? null,
        })),
      };
    },

    async 'backups.restore'(_, { source, password }) {
      const { takeUnpacked, unpackBeside } = await import('./restore.ts');
      const key = await keyOf();
      await reading(source, (file) => unpackBeside(workers, file, dataDir, { password, key }));
      const isOpen = folder() !== null;
      const keptAs = isOpen ? (await asJob((context) => keepBackup(context, BEFORE_RESTORING))).name : null;
      const restored = await reopen(() => takeUnpacked(dataDir, isOpen ? null : asideName(now())));
      await restored.command('backups.restore', async ({ note }) => {
        note('fileId' in source ? 'từ một tệp được chọn' : source.name);
      });
      return { keptAs };
    },

    async 'backups.salvage'({ signal, progress }) {
      if (failure()?.code !== 'DATA_FOLDER_DAMAGED') throw new AppError('NOT_DAMAGED');
      const { takeUnpacked } = await import('./restore.ts');
      const { REPORT_FILE, salvageReport, wordOf } = await import('./salvage-report.ts');
      const { backups } = await kept();
      const newest = backups.find(({ kind }) => kind === 'whole');
      const backup = newest ? await fileOf({ place: newest.place, name: newest.name }) : null;
      progress(READING, 0, 0);
      const salvaged = await workers
        .run('salvage', { dataDir, backup, key: await keyOf() }, signal, (done, total) =>
          progress(READING, done, total),
        )
        .finally(() => signal.aborted && rm(partOf(dataDir, 'restoring'), { recursive: true, force: true }));
      const { figures, ...read } = salvaged;
      const aside = asideName(now());
      const report = partOf(dataDir, 'damaged', aside, REPORT_FILE);
      const opened = await reopen(async () => {
        await takeUnpacked(dataDir, aside);
        await writeFileAtomic(report, Buffer.from(salvageReport(salvaged, newest?.createdAt ?? null, now())));
      });
      await opened.command('backups.salvage', async ({ note }) => {
        note(`đọc được ${read.rows} dòng; bảng đọc thiếu: ${read.torn.join(', ') || 'không có'}`);
      });
      return {
        ...read,
        torn: read.torn.map(wordOf),
        figures: WHAT.map((what) => ({ what, count: figures[what] })),
        report,
      };
    },

    async 'backups.setPassword'(_, { password }) {
      const isFirst = (await lockedSince(dataDir)) === null;
      const key = await workers.run('makeBackupKey', { password, at: now().toISOString() });
      await change('backups.setPassword', isFirst ? 'đặt lần đầu' : 'đổi mật khẩu', () =>
        writeKey(dataDir, key),
      );
      return {};
    },

    async 'backups.removePassword'() {
      await change('backups.removePassword', null, () => removeKey(dataDir));
      return {};
    },

    async 'backups.openAside'(_, { part }) {
      const place = partOf(dataDir, part);
      if (!(await native?.openFile(place))) throw new AppError('FOLDER_NOT_OPENED', { folder: place });
      return {};
    },

    async 'backups.choosePlace'() {
      const chosen = (await native?.chooseFolder()) ?? null;
      if (chosen === null) return { path: null };
      const inside = path.relative(dataDir, chosen);
      if (!inside.startsWith('..') && !path.isAbsolute(inside))
        throw new AppError('INVALID_INPUT', { field: 'path', reason: 'phải nằm ngoài thư mục dữ liệu' });
      const { last } = await readState(dataDir);
      await writeState(dataDir, { second: chosen, copied: [], last: last && { ...last, copiedAt: null } });
      return { path: chosen };
    },

    async 'backups.forgetPlace'() {
      const { last } = await readState(dataDir);
      await writeState(dataDir, { second: null, copied: [], last: last && { ...last, copiedAt: null } });
      return {};
    },
  };
}
