import { AsyncLocalStorage } from 'node:async_hooks';
import { writeFile } from 'node:fs/promises';
import type { Envelope } from '../../preload/contract/errors.ts';
import type { FileRef, ProcedureKind } from '../../preload/contract/procedure.ts';
import type { EventName, EventOf, ProcedureName } from '../../preload/contract/types.ts';
import { backUpByItself } from './backups/automatic.ts';
import { backupControls } from './backups/controls.ts';
import type { JobContext } from './context.ts';
import { dispatch, translate } from './dispatch.ts';
import { AppError } from './errors.ts';
import { isRefusedWrite, writeError } from './files/atomic-write.ts';
import { isAway, isUsed } from './files/data-folder.ts';
import type { FileStore } from './files/file-store.ts';
import { MAX_RECEIVED_BYTES } from './files/limits.ts';
import { setAside } from './files/set-aside.ts';
import { type Folder, hasDatabase, type Initialisation, type JobHooks, openFolder } from './folder.ts';
import { handlersBeside } from './handlers.ts';
import { newId } from './ids.ts';
import { type BackendOptions, SILENT } from './ports.ts';
import { controlHandlers } from './program/controls.ts';
import { lacksCatalogue, seedCatalogue } from './programmes/catalogue.ts';
import { loadResources } from './resources.ts';
import { kindsWithoutTemplate, seedTemplates } from './templates/store.ts';
import { sessionControls } from './users/controls.ts';
import { peopleOf } from './users/people.ts';
import { openSession, type Worker } from './users/session.ts';
import { startWorkers } from './workers/workers.ts';

/** They wait until everything else has ended. */
const REPLACING: ReadonlySet<ProcedureName> = new Set([
  'app.startReal',
  'backups.restore',
  'backups.salvage',
]);

export { AppError } from './errors.ts';
export { copyFileAtomic, requireWritable, writeFileAtomic } from './files/atomic-write.ts';
export { MAX_RECEIVED_BYTES } from './files/limits.ts';
export type { BackendOptions, Logger, NativePort } from './ports.ts';

/** Why a folder can't be opened whose files can't be written. */
function unwritable(error: unknown, dataDir: string): AppError {
  const { code } = writeError(error, dataDir);
  return new AppError(code === 'DISK_FULL' ? code : 'DATA_FOLDER_READ_ONLY', { dataDir }, { cause: error });
}

type AnyHandler = (context: unknown, input: unknown) => Promise<unknown>;

/** A stored or generated file as a shell serves it. */
export interface ServedFile extends FileRef {
  readonly path: string;
}

/** An event on its way to the windows. */
export type BackendEvent = {
  [N in EventName]: { readonly name: N; readonly payload: EventOf<N> };
}[EventName];

/** The whole program without a face: the three shells only carry messages to it. */
export interface Backend {
  /** The only way in: looks the procedure up, parses, runs, and wraps the answer. Never rejects. */
  dispatch(name: string, input: unknown): Promise<Envelope<unknown>>;
  /** Calls the listener for every event, but while nobody works only says who does; the answer stops it. */
  subscribe(listener: (event: BackendEvent) => void): () => void;
  /**
   * Keeps bytes that a person gave, until the program closes.
   * @throws AppError NOT_SIGNED_IN, FILE_TOO_LARGE, DATA_FOLDER_NOT_INITIALISED, DISK_FULL …
   */
  receiveFile(fileName: string, bytes: Uint8Array): Promise<FileRef>;
  /**
   * The same for a backup, which is written as it comes: what an office keeps grows with its years, beyond what memory
   * and the limit of other files take.
   * @throws AppError NOT_SIGNED_IN, DATA_FOLDER_NOT_INITIALISED, DISK_FULL …, or whatever the chunks throw; nothing is
   *   kept then
   */
  receiveBackup(fileName: string, chunks: AsyncIterable<Uint8Array>): Promise<FileRef>;
  /** The file behind an id, or null. @throws AppError NOT_SIGNED_IN */
  openFile(fileId: string): Promise<ServedFile | null>;
  /** Cancels jobs, waits for everything that runs, then closes the data folder. */
  close(): Promise<void>;
}

/**
 * Starts the backend on a data folder. A folder without data is no failure: `app.initialise` makes it, and
 * until then everything else answers DATA_FOLDER_NOT_INITIALISED.
 * @throws AppError DATA_FOLDER_LOCKED, _READ_ONLY, _NEWER, _DAMAGED or MIGRATION_FAILED
 */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const { dataDir, logger = SILENT } = options;
  const resources = await loadResources(options.resourcesDir);
  const workers = startWorkers(options.workerUrl);
  const listeners = new Set<(event: BackendEvent) => void>();
  const emit = (event: BackendEvent) => {
    if (event.name !== 'session.changed' && !session.hears()) return;
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        // A window that is gone must not fail what was done.
        logger.error('listener failed', { event: event.name, error });
      }
    }
  };
  const jobs = new Map<string, AbortController>();
  let folder: Folder | null = null;
  const session = openSession({
    asks: options.asksWhoWorks ?? false,
    systemUser: options.actor,
    folder: () => folder,
  });
  // Follows a call through everything that it waits for, so that a job ends under the name of who began it.
  const acting = new AsyncLocalStorage<Worker>();
  const actor = () => acting.getStore()?.name ?? options.actor;

  const open = (initialisation: Initialisation | null) =>
    openFolder(options, { resources, workers, actor }, initialisation).catch((error: unknown) => {
      throw isRefusedWrite(error) ? unwritable(error, dataDir) : translate(error, dataDir);
    });
  /** Whether data were open in this run: then a folder without them is no first day. */
  let wasOpen = false;
  /** An empty database beside papers or backups is no new folder: something has emptied it. */
  const requireUnused = async (): Promise<null> => {
    if (wasOpen || (await isUsed(dataDir))) throw new AppError('DATA_FOLDER_DAMAGED', { dataDir });
    return null;
  };
  const openExisting = async () => {
    const existing = await open(null).catch((error: unknown) => {
      // Killed before its first transaction: nothing is in it, so it may be made again.
      if (error instanceof AppError && error.code === 'DATA_FOLDER_NOT_INITIALISED') return requireUnused();
      throw error;
    });
    // An older program knew fewer kinds of paper, indicators and kinds of activity.
    if (existing && (await kindsWithoutTemplate(existing.query)).length > 0)
      await existing.command('templates.seed', seedTemplates);
    if (existing && (await lacksCatalogue(existing.query)))
      await existing.command('catalogue.seed', seedCatalogue);
    return existing;
  };
  let failure: AppError | null = null;
  const openNow = async () => {
    failure = null;
    try {
      if (options.staysUp && isAway(dataDir, wasOpen)) throw new AppError('DATA_FOLDER_MISSING', { dataDir });
      folder = hasDatabase(dataDir) ? await openExisting() : await requireUnused();
      wasOpen ||= folder !== null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Whoever calls nevertheless hears why, and not that there is no folder.
      failure = error;
      if (!options.staysUp) throw error;
    }
  };
  await openNow();

  /** A drive that is pulled out, or a folder that is renamed, takes the data from under a running program. */
  const lookForData = async () => {
    if (!folder || hasDatabase(dataDir)) return;
    logger.error('data folder gone');
    const lost = folder;
    folder = null;
    wasOpen = true;
    failure = new AppError('DATA_FOLDER_MISSING', { dataDir });
    // What can still be written there is; the drive may be gone for good.
    await lost.close().catch((error: unknown) => logger.error('data folder not closed', { error }));
    await openNow();
    emit({ name: 'data.changed', payload: { procedure: 'app.status' } });
  };
  const opened = (): Folder => {
    if (!folder) throw failure ?? new AppError('DATA_FOLDER_NOT_INITIALISED', { dataDir });
    return folder;
  };
  /** Where files are kept that a person gives. */
  const receiving = async (): Promise<FileStore> => {
    // Keeping one would make a folder anew that went away.
    if (options.staysUp) await lookForData();
    return opened().query.files;
  };

  /** Calls that are under way, but the one that replaces the folder: it waits for the others. */
  const underWay = new Set<Promise<unknown>>();
  // Done while the program runs: the lock of a folder goes with its connection, and nothing else holds a file in it.
  const emptyDesk = async (current: Folder) => {
    // From here on nothing begins on a folder that goes.
    folder = null;
    for (const abort of jobs.values()) abort.abort();
    await Promise.allSettled(underWay);
    await current.close();
  };
  const replaceFolder = async (initialisation: Initialisation) => {
    const current = opened();
    await emptyDesk(current);
    const keptIn = await setAside(dataDir, current.query.today()).catch(async (error: unknown) => {
      folder = await openExisting();
      throw error;
    });
    folder = await open(initialisation);
    return { made: folder, keptIn };
  };

  const peopleNow = async () => (folder ? JSON.stringify(await peopleOf(folder.query.db)) : null);
  const reopen = async (change: () => Promise<void>) => {
    const before = await peopleNow();
    if (folder) await emptyDesk(folder);
    try {
      await change();
    } finally {
      // Changed or not: the person goes on with what lies there.
      await openNow();
    }
    if ((await peopleNow()) !== before) {
      session.startAnew();
      emit({ name: 'session.changed', payload: {} });
    }
    return opened();
  };
  const backupJob = (open: Folder): JobContext =>
    open.job('backups.create', { signal: new AbortController().signal, progress() {}, wrote() {} });
  const automatic = options.backsUp
    ? backUpByItself({
        context: () => folder && backupJob(folder),
        made: () => emit({ name: 'data.changed', payload: { procedure: 'backups.create' } }),
        logger,
      })
    : null;

  const controls: Record<string, unknown> = {
    ...controlHandlers({
      options,
      resources,
      folder: () => folder,
      cancelJob: (jobId) => jobs.get(jobId)?.abort(),
      userId: () => acting.getStore()?.id ?? null,
      async makeFolder(initialisation) {
        if (folder) throw new AppError('DATA_FOLDER_ALREADY_INITIALISED', { dataDir });
        if (failure) throw failure;
        folder = await open(initialisation);
        return folder;
      },
      replaceFolder,
      failure: () => failure,
      openNow,
    }),
    ...backupControls({
      failure: () => failure,
      options,
      workers,
      folder: () => folder,
      asJob: (work) => work(backupJob(opened())),
      reopen,
    }),
    ...sessionControls({
      options,
      session,
      folder: () => folder,
      actAs: (worker, work) => acting.run(worker, work),
      changed: () => emit({ name: 'session.changed', payload: {} }),
    }),
  };

  const run = async (name: ProcedureName, kind: ProcedureKind, input: unknown): Promise<unknown> => {
    if (options.staysUp) await lookForData();
    const call = session
      .admit(name, input)
      .then((worker) => acting.run(worker, () => runNow(name, kind, input)));
    if (REPLACING.has(name)) return call;
    underWay.add(call);
    return call.finally(() => underWay.delete(call));
  };

  const runNow = async (name: ProcedureName, kind: ProcedureKind, input: unknown): Promise<unknown> => {
    const handler: AnyHandler = async (context, given) => {
      // The contract ties each name to its handler's context and input; TypeScript can't follow a name that
      // is only known at run time, so the tie is cut here and nowhere else.
      const found = (controls[name] ?? (await handlersBeside(name))[name]) as AnyHandler;
      return found(context, given);
    };
    if (kind === 'control') return handler(null, input);
    if (kind === 'query') return handler(opened().query, input);
    if (kind === 'job') return runJob(name, input, handler);
    const value = await opened().command(name, (context) => handler(context, input));
    emit({ name: 'data.changed', payload: { procedure: name } });
    return value;
  };

  const runJob = async (name: ProcedureName, input: unknown, handler: AnyHandler): Promise<unknown> => {
    const jobId = (input as { jobId?: string }).jobId ?? newId();
    const abort = new AbortController();
    jobs.set(jobId, abort);
    const hooks: JobHooks = {
      signal: abort.signal,
      progress: (label, done, total) =>
        emit({ name: 'job.progress', payload: { jobId, label, done, total } }),
      wrote: () => emit({ name: 'data.changed', payload: { procedure: name } }),
    };
    try {
      // Saving what can be read is the one job where no folder can be opened.
      return await handler(name === 'backups.salvage' ? hooks : opened().job(name, hooks), input);
    } finally {
      jobs.delete(jobId);
    }
  };

  const running = new Set<Promise<unknown>>();

  return {
    dispatch(name, input) {
      const call = dispatch(name, input, run, { dataDir, logger });
      running.add(call);
      void call.then(() => running.delete(call));
      return call;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async receiveFile(fileName, bytes) {
      await session.requireSomebody();
      if (bytes.byteLength > MAX_RECEIVED_BYTES) throw new AppError('FILE_TOO_LARGE', { file: fileName });
      return (await receiving()).hold(fileName, bytes);
    },
    async receiveBackup(fileName, chunks) {
      await session.requireSomebody();
      return (await receiving()).holdWritten(fileName, (target) => writeFile(target, chunks));
    },
    async openFile(fileId) {
      await session.requireSomebody();
      const { files, db } = opened().query;
      return files.locate(db, fileId).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
        throw error;
      });
    },
    async close() {
      for (const abort of jobs.values()) abort.abort();
      await Promise.all(running);
      await automatic?.close();
      await workers.close();
      await folder?.close();
      folder = null;
    },
  };
}
