import type { Figures } from '../../db/damages.ts';
import type { ChainFault, JournalRow, Removal } from '../../db/journal.ts';
import type { ReadDb, WriteDb } from '../../db/read.ts';
import type { DeepReadonly } from '../../preload/contract/procedure.ts';
import type { NamesOf, OutputOf, ParsedInputOf, ProcedureName } from '../../preload/contract/types.ts';
import type { FileStore } from './files/file-store.ts';
import type { Logger } from './ports.ts';
import type { Resources } from './resources.ts';
import type { Workers } from './workers/workers.ts';

/** What every handler can see beside its input. */
export interface Context {
  readonly resources: Resources;
  readonly files: FileStore;
  /** Version of the program. */
  readonly version: string;
  readonly dataDir: string;
  /** True in a rehearsal folder: everything printed is stamped. */
  readonly rehearsal: boolean;
  /** Now as an instant, ISO UTC. */
  readonly now: () => string;
  /** Today at this office, `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** For reading. */
export interface QueryContext extends Context {
  readonly db: ReadDb;
  readonly journal: {
    /** The newest rows first; with a key only those that mention it. */
    readonly read: (limit: number, key?: string) => JournalRow[];
    /** The last row that stood there when this run of the program began. */
    readonly openedAt: number;
    /** Who put what into the bin, the last ones last. */
    readonly removals: () => Removal[];
    /** What is not as it was, in the whole chain or in its rows up to one. */
    readonly verify: (upTo?: number) => ChainFault[];
    /** SQLite's own full checks of pages, indexes and references: one text a damage. */
    readonly damages: () => string[];
    readonly figures: () => Figures;
    /** Hash of the newest row, which stands for all before it. */
    readonly top: () => string;
  };
}

/** A command's transaction; its journal row is written when the handler is done. */
export interface CommandContext extends Context {
  readonly db: WriteDb;
  /** Takes a journalled command back, inside this transaction, if it is one of those that may be. */
  readonly undo: (sequence: number, undoable: ReadonlySet<string>) => void;
  /** Writes into the journal row why this was done. */
  readonly note: (reason: string) => void;
  /** Removes what these journal rows said; the row of this command names them and keeps no images. */
  readonly forget: (sequences: readonly number[]) => void;
}

/** For work that takes longer: reads, hands work to the workers, writes in short transactions. */
export interface JobContext extends QueryContext {
  readonly workers: Workers;
  /** Hears of faults that the job survives. */
  readonly logger: Logger;
  /** Cancelled by the person who waits. */
  readonly signal: AbortSignal;
  /** Tells how far the job is; `total` 0: not known yet. */
  readonly progress: (label: string, done: number, total: number) => void;
  /** Copies the database as it stands between two commands. */
  readonly copyDatabase: (file: string) => Promise<void>;
  /** Leaves nothing in the database's file of what was deleted or overwritten. */
  readonly wipe: () => Promise<void>;
  /** Runs one short transaction of this job, journalled under the job's name. */
  readonly write: <T>(work: (context: CommandContext) => Promise<T>) => Promise<T>;
}

type ContextOf<N extends ProcedureName> =
  N extends NamesOf<'command'> ? CommandContext : N extends NamesOf<'job'> ? JobContext : QueryContext;

/** The handler of one procedure, derived from the contract. */
export type Handler<N extends ProcedureName> = (
  context: ContextOf<N>,
  input: ParsedInputOf<N>,
) => Promise<DeepReadonly<OutputOf<N>>>;

/** A domain's part of the handler table: a missing or misspelt procedure does not compile. */
export type Handlers<N extends ProcedureName> = { readonly [Name in N]: Handler<Name> };
