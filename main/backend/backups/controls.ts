import path from 'node:path';
import type { BackupSource } from '../../../preload/contract/backups.ts';
import type { OutputOf, ParsedInputOf } from '../../../preload/contract/types.ts';
import type { JobContext } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Folder } from '../folder.ts';
import type { BackendOptions } from '../ports.ts';
import type { Workers } from '../workers/workers.ts';
import {
  backupFolder,
  hasChanged,
  isReachable,
  keepBackup,
  listBackups,
  readState,
  writeState,
} from './keep.ts';
import { takeUnpacked, unpackBeside } from './restore.ts';
import { salvageBeside } from './salvage.ts';

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

type Names = 'list' | 'inspect' | 'restore' | 'salvage' | 'choosePlace' | 'forgetPlace';
type BackupControls = {
  readonly [N in `backups.${Names}`]: (none: null, input: ParsedInputOf<N>) => Promise<OutputOf<N>>;
};

const WHAT = ['schools', 'pairs', 'memoranda', 'activities'] as const;
const BEFORE_RESTORING = ' trước khi khôi phục';

/** Handlers that work whether a data folder is open or not. */
export function backupControls({
  options,
  workers,
  folder,
  failure,
  asJob,
  reopen,
}: BackupDesk): BackupControls {
  const { dataDir, native } = options;

  const kept = async () => {
    const { second } = await readState(dataDir);
    const [own, copies] = await Promise.all([
      listBackups(backupFolder(dataDir), 'own'),
      second === null ? [] : listBackups(second, 'second'),
    ]);
    return { second, backups: [...own, ...copies] };
  };
  /** Only files that are listed can be named: a window never gives a path. */
  const fileOf = async (source: BackupSource): Promise<string> => {
    if ('fileId' in source) {
      const open = folder();
      if (!open) throw new AppError('NOT_FOUND', { what: 'tệp' });
      return (await open.query.files.locate(open.query.db, source.fileId)).path;
    }
    const { second, backups } = await kept();
    const isListed = backups.some(({ place, name }) => place === source.place && name === source.name);
    if (!isListed) throw new AppError('NOT_FOUND', { what: `bản sao lưu “${source.name}”` });
    return path.join(source.place === 'own' || second === null ? backupFolder(dataDir) : second, source.name);
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
        backups: backups.sort((left, right) => right.createdAt.localeCompare(left.createdAt)),
      };
    },

    async 'backups.inspect'(_, { source }) {
      const file = await fileOf(source);
      const { manifest, figures, ...rehearsed } = await workers.run('rehearseBackup', { file });
      if (!manifest || !figures) throw new AppError('BACKUP_UNREADABLE', { file: path.basename(file) });
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

    async 'backups.restore'(_, { source }) {
      await unpackBeside(await fileOf(source), dataDir);
      const isOpen = folder() !== null;
      const keptAs = isOpen ? (await asJob((context) => keepBackup(context, BEFORE_RESTORING))).name : null;
      const restored = await reopen(() => takeUnpacked(dataDir, { keepOld: !isOpen }));
      await restored.command('backups.restore', async ({ note }) => {
        note('fileId' in source ? 'từ một tệp được chọn' : source.name);
      });
      return { keptAs };
    },

    async 'backups.salvage'() {
      if (failure()?.code !== 'DATA_FOLDER_DAMAGED') throw new AppError('NOT_DAMAGED');
      const [newest] = (await kept()).backups;
      const source = newest && (await fileOf({ place: newest.place, name: newest.name }));
      const { figures, ...salvaged } = await salvageBeside(dataDir, source ?? null);
      const opened = await reopen(() => takeUnpacked(dataDir, { keepOld: true }));
      await opened.command('backups.salvage', async ({ note }) => {
        note(`đọc được ${salvaged.rows} dòng; bảng đọc thiếu: ${salvaged.torn.join(', ') || 'không có'}`);
      });
      return {
        ...salvaged,
        torn: [...salvaged.torn],
        figures: WHAT.map((what) => ({ what, count: figures[what] })),
      };
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
