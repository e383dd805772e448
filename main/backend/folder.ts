import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { closeDatabase, type Database, openDatabase, wipeFreedPages } from '../../db/connection.ts';
import { damagesOf, figuresOf } from '../../db/damages.ts';
import {
  appendJournal,
  forgetRows,
  readJournal,
  readRemovals,
  topOfJournal,
  undoEntry,
  verifyJournal,
} from '../../db/journal.ts';
import type { CommandContext, Context, JobContext, QueryContext } from './context.ts';
import { AppError } from './errors.ts';
import { makeFolders } from './files/atomic-write.ts';
import { partOf } from './files/data-folder.ts';
import { openFileStore } from './files/file-store.ts';
import { tidy } from './files/tidy.ts';
import { newId } from './ids.ts';
import { type BackendOptions, SILENT } from './ports.ts';
import type { Resources } from './resources.ts';
import { localDay } from './text/dates.ts';
import type { Workers } from './workers/workers.ts';

/** Makes a new folder: what it is for, and what its first transaction stores. */
export interface Initialisation {
  readonly kind: 'real' | 'rehearsal';
  readonly seed: (context: CommandContext) => Promise<void>;
}

/** Who waits for a job: can cancel it, hears how far it is and that it has changed the data. */
export interface JobHooks extends Pick<JobContext, 'signal' | 'progress'> {
  readonly wrote: () => void;
}

/** What a folder works with. */
interface FolderParts {
  readonly resources: Resources;
  readonly workers: Workers;
  /** Who makes the call that is under way, for the journal. */
  readonly actor: () => string;
}

/** An open data folder: one connection, one writer at a time. */
export interface Folder {
  readonly query: QueryContext;
  /** Runs one command in its own transaction, after all earlier ones, and journals it. */
  command<T>(name: string, work: (context: CommandContext) => Promise<T>): Promise<T>;
  /** What a job works with. */
  job(name: string, hooks: JobHooks): JobContext;
  /** Remembers how a screen was left; no data, so neither queued nor journalled. */
  saveSetting(key: string, value: string, at: string): Promise<void>;
  close(): Promise<void>;
}

/** Whether a database lies in the folder; only opening it tells whether it is usable. */
export const hasDatabase = (dataDir: string): boolean => existsSync(partOf(dataDir, 'database'));

/**
 * Opens a data folder, or makes a new one in a single transaction: killed half-way, it is still "not
 * initialised" and can be made again.
 * @throws AppError DATA_FOLDER_NOT_INITIALISED, DATA_FOLDER_ALREADY_INITIALISED, DATA_FOLDER_READ_ONLY
 * @throws DatabaseError when the file is held, read-only, damaged, newer or can't be migrated
 */
export async function openFolder(
  options: BackendOptions,
  parts: FolderParts,
  initialisation: Initialisation | null = null,
): Promise<Folder> {
  const { dataDir } = options;
  if (initialisation) await makeFolder(dataDir);
  const database = await openDatabase({
    file: partOf(dataDir, 'database'),
    create: initialisation !== null,
    backupDir: partOf(dataDir, 'backups'),
  });
  try {
    const stored = await database.db.selectFrom('folder').select('kind').executeTakeFirst();
    if (stored && initialisation) throw new AppError('DATA_FOLDER_ALREADY_INITIALISED', { dataDir });
    const kind = stored?.kind ?? initialisation?.kind;
    if (!kind) throw new AppError('DATA_FOLDER_NOT_INITIALISED', { dataDir });

    const folder = await assemble(options, parts, database, kind === 'rehearsal');
    if (initialisation) {
      await folder.command('app.initialise', async (context) => {
        const at = context.now();
        await context.db
          .insertInto('folder')
          .values({
            id: 1,
            folder_id: newId(),
            kind,
            created_at: at,
            code_secret: randomBytes(32).toString('hex'),
          })
          .execute();
        await initialisation.seed(context);
      });
    }
    return folder;
  } catch (error) {
    await closeDatabase(database);
    throw error;
  }
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    await makeFolders(dataDir);
  } catch (error) {
    throw new AppError('DATA_FOLDER_READ_ONLY', { dataDir }, { cause: error });
  }
}

async function assemble(
  { dataDir, version, now: clock = () => new Date(), logger = SILENT }: BackendOptions,
  { resources, workers, actor: actorNow }: FolderParts,
  database: Database,
  rehearsal: boolean,
): Promise<Folder> {
  const { db, sqlite } = database;
  const files = await openFileStore(dataDir);
  if (files.mayHoldUnclaimed) await tidy(dataDir, db);
  const context: Context = {
    resources,
    files,
    version,
    dataDir,
    rehearsal,
    now: () => clock().toISOString(),
    today: () => localDay(clock()),
  };
  const query: QueryContext = {
    ...context,
    db,
    journal: {
      read: (limit, key) => readJournal(sqlite, limit, key),
      openedAt: readJournal(sqlite, 1)[0]?.sequence ?? 0,
      removals: () => readRemovals(sqlite),
      verify: (upTo) => verifyJournal(sqlite, upTo),
      damages: () => damagesOf(sqlite),
      figures: () => figuresOf(sqlite),
      top: () => topOfJournal(sqlite),
    },
  };

  // Writers queue up here; readers go on between their transactions.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run, run);
    last = turn.catch(() => {});
    return turn;
  };
  const command: Folder['command'] = (name, work) => {
    // Whoever began it, even if he has left when its turn comes.
    const actor = actorNow();
    return inTurn(() =>
      db.transaction().execute(async (trx) => {
        let undoes: number | undefined;
        let reason: string | undefined;
        const undo: CommandContext['undo'] = (sequence, undoable) => {
          undoEntry(sqlite, sequence, undoable);
          undoes = sequence;
        };
        const note: CommandContext['note'] = (text) => {
          reason = text;
        };
        let forgotten: readonly number[] | undefined;
        const forget: CommandContext['forget'] = (sequences) => {
          forgotten = forgetRows(sqlite, sequences);
        };
        const value = await work({ ...context, db: trx, undo, note, forget });
        appendJournal(sqlite, { actor, command: name, at: context.now() }, { undoes, reason, forgotten });
        return value;
      }),
    );
  };

  return {
    query,
    command,
    job: (name, { signal, progress, wrote }) => ({
      ...query,
      workers,
      logger,
      signal,
      progress,
      // In turn with the writers: a copy taken in the midst of a transaction would hold half of it.
      copyDatabase: (file) => inTurn(async () => void (await sqlite.backup(file))),
      wipe: () => inTurn(async () => wipeFreedPages(sqlite)),
      async write(work) {
        signal.throwIfAborted();
        const value = await command(name, work);
        wrote();
        return value;
      },
    }),
    async saveSetting(key, value, at) {
      await db
        .insertInto('setting')
        .values({ key, value, updated_at: at })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: at }))
        .execute();
    },
    async close() {
      await last;
      await files.dispose();
      await closeDatabase(database);
    },
  };
}
