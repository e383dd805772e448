import { release, version as systemVersion } from 'node:os';
import { basename, dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { OWN_UNIT } from '../../../preload/contract/setting-keys.ts';
import type { NamesOf, OutputOf, ParsedInputOf } from '../../../preload/contract/types.ts';
import { AppError, toErrorBody } from '../errors.ts';
import { overlong } from '../files/file-names.ts';
import { mediaTypeOf, UNKNOWN_TYPE } from '../files/file-store.ts';
import { readSaved, rememberSaved, requireSaved } from '../files/saved-files.ts';
import type { Folder, Initialisation } from '../folder.ts';
import type { BackendOptions } from '../ports.ts';
import { type Resources, readLicences, readReleases } from '../resources.ts';
import { peopleOf } from '../users/people.ts';
import { errorLog } from './error-log.ts';

/** What the controls steer. */
export interface Program {
  readonly options: BackendOptions;
  readonly resources: Resources;
  /** The open data folder, or null before it is initialised. */
  readonly folder: () => Folder | null;
  readonly makeFolder: (initialisation: Initialisation) => Promise<Folder>;
  /** Sets the open folder aside and makes a new one in its place; the answer is where the old one is kept. */
  readonly replaceFolder: (
    initialisation: Initialisation,
  ) => Promise<{ readonly made: Folder; readonly keptIn: string }>;
  readonly cancelJob: (jobId: string) => void;
  /** The key of whoever makes the call that is under way; null: the system's user. */
  readonly userId: () => string | null;
  /** Why the folder could not be opened, where it could not. */
  readonly failure: () => AppError | null;
  /** Looks whether it can be opened now. */
  readonly openNow: () => Promise<void>;
}

type ControlHandlers = {
  readonly [N in Exclude<NamesOf<'control'>, `backups.${string}` | `session.${string}`>]: (
    none: null,
    input: ParsedInputOf<N>,
  ) => Promise<OutputOf<N>>;
};

const bodyOf = (failure: AppError | null) => (failure ? toErrorBody(failure) : null);

/** Handlers that steer the program itself, whether a data folder is open or not. */
export function controlHandlers({
  options,
  resources,
  folder,
  makeFolder,
  replaceFolder,
  cancelJob,
  userId,
  failure,
  openNow,
}: Program): ControlHandlers {
  const { dataDir, version, actor, native, now = () => new Date() } = options;
  const opened = (): Folder => {
    const current = folder();
    if (!current) throw failure() ?? new AppError('DATA_FOLDER_NOT_INITIALISED', { dataDir });
    return current;
  };
  // Where files of this run were to be kept: a window can repeat a save, but never name a place itself.
  const chosen = new Map<string, string>();
  /** The JSON under a key. */
  const settingOf = async (key: string): Promise<string | undefined> => {
    const { db } = opened().query;
    return (await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst())?.value;
  };
  /** Where a screen setting of whoever calls lies; null: with what everybody has in common. */
  const ownKey = (key: string): string | null => {
    const id = userId();
    return id === null || key === OWN_UNIT ? null : `user:${id}:${key}`;
  };
  return {
    async 'app.status'() {
      const current = folder();
      return {
        version,
        dataDir,
        actor,
        initialised: current !== null,
        rehearsal: current?.query.rehearsal ?? false,
        canSaveAs: native !== undefined,
        failure: current ? null : bodyOf(failure()),
      };
    },
    async 'app.tryAgain'() {
      if (!folder()) await openNow();
      return {};
    },
    async 'app.about'() {
      const { node, electron = null, chrome: chromium = null } = process.versions;
      const memory = new Sqlite(':memory:');
      const sqlite = String(memory.prepare('SELECT sqlite_version()').pluck().get());
      memory.close();
      return { system: `${systemVersion()} (${release()})`, sqlite, node, electron, chromium };
    },
    async 'app.licences'() {
      return readLicences(options.resourcesDir);
    },
    async 'app.changes'() {
      return { releases: await readReleases(options.resourcesDir) };
    },
    async 'app.errorLog'() {
      const { files } = opened().query;
      return files.hold('Nhật ký lỗi Chung Tay.txt', Buffer.from(await errorLog({ dataDir, version })));
    },
    async 'app.firstChoices'() {
      return (await import('./initialise.ts')).firstChoices(resources);
    },
    async 'app.initialise'(_, { ownUnit, ...choice }) {
      if (ownUnit && !resources.unitKinds.some(({ kind }) => kind === ownUnit.kind))
        throw new AppError('INVALID_INPUT', { field: 'kind' });
      const { initialisation } = await import('./initialise.ts');
      const made = await makeFolder(initialisation(choice));
      if (ownUnit) await made.saveSetting(OWN_UNIT, JSON.stringify(ownUnit), now().toISOString());
      const { db } = made.query;
      const count = (table: 'school' | 'school_pair') =>
        db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
      return { dataDir, schools: (await count('school')).count, pairs: (await count('school_pair')).count };
    },
    async 'app.startReal'() {
      if (!opened().query.rehearsal) throw new AppError('NOT_A_REHEARSAL');
      const ownUnit = await settingOf(OWN_UNIT);
      const people = await peopleOf(opened().query.db);
      const { initialisation } = await import('./initialise.ts');
      const { made, keptIn } = await replaceFolder(
        initialisation({ sample: false, rehearsal: false, people }),
      );
      if (ownUnit) await made.saveSetting(OWN_UNIT, ownUnit, now().toISOString());
      return { dataDir, keptIn };
    },
    async 'settings.get'(_, { key }) {
      const own = ownKey(key);
      const value = (own && (await settingOf(own))) ?? (await settingOf(key));
      return { value: value === undefined ? null : JSON.parse(value) };
    },
    async 'settings.set'(_, { key, value }) {
      await opened().saveSetting(ownKey(key) ?? key, JSON.stringify(value), now().toISOString());
      return {};
    },
    async 'jobs.cancel'(_, { jobId }) {
      cancelJob(jobId);
      return {};
    },
    async 'files.saveAs'(_, { fileId, again }) {
      const { files, db } = opened().query;
      const file = await files.locate(db, fileId);
      const before = again ? chosen.get(fileId) : undefined;
      const path = before ?? (await native?.chooseSavePath(file.fileName)) ?? null;
      if (path === null) return { path };
      const excess = overlong(path, process.platform);
      if (excess !== null) throw new AppError('PATH_TOO_LONG', { file: basename(path), excess });
      chosen.set(fileId, path);
      await files.copyTo(db, fileId, path);
      await rememberSaved(opened(), path);
      native?.noteSaved(path);
      return { path };
    },
    async 'files.recent'() {
      const files = await readSaved(opened());
      return {
        files: files.map((file) => ({ ...file, name: basename(file.path), folder: dirname(file.path) })),
      };
    },
    async 'files.openRecent'(_, { path }) {
      await requireSaved(opened(), path);
      // Kept under a name that the person typed: it may be one that the system would run.
      const known = native !== undefined && mediaTypeOf(path) !== UNKNOWN_TYPE;
      if (!known || !(await native.openFile(path)))
        throw new AppError('FILE_NOT_OPENED', { file: basename(path) });
      return {};
    },
    async 'files.showInFolder'(_, { path }) {
      await requireSaved(opened(), path);
      if (!native) throw new AppError('FOLDER_NOT_OPENED', { folder: dirname(path) });
      native.showInFolder(path);
      return {};
    },
    async 'app.openDataFolder'() {
      if (!(await native?.openFile(dataDir))) throw new AppError('FOLDER_NOT_OPENED', { folder: dataDir });
      return {};
    },
    async 'files.open'(_, { fileId }) {
      const { files, db } = opened().query;
      const { fileName, mediaType } = await files.locate(db, fileId);
      // Opening a program would run it: only kinds of file that this program knows are handed on.
      const known = native !== undefined && mediaType !== UNKNOWN_TYPE;
      if (!known || !(await native.openFile(await files.lend(db, fileId))))
        throw new AppError('FILE_NOT_OPENED', { file: fileName });
      return {};
    },
  };
}
