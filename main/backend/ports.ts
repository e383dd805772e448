/** What only a shell can do for the backend. */
export interface NativePort {
  /**
   * Asks the person where to keep a file, starting with the proposed name.
   * @returns an absolute path, or null when the person changed his mind.
   */
  chooseSavePath(fileName: string): Promise<string | null>;
  /** Asks the person for a folder. @returns an absolute path, or null when the person changed his mind. */
  chooseFolder(): Promise<string | null>;
  /**
   * Opens a file with the program that this system has for its kind, a folder in the system's own window.
   * @returns whether a program took it.
   */
  openFile(path: string): Promise<boolean>;
  /** Lets the system list a file that the person has kept among its own recent ones. */
  noteSaved(path: string): void;
  /** Opens the folder of a file in the system's own window, with the file picked out. */
  showInFolder(path: string): void;
}

/** Where the backend writes what went wrong; texts carry codes, never names of people. */
export interface Logger {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** For a backend that nobody listens to. */
export const SILENT: Logger = { info() {}, error() {} };

/** What a shell gives to the backend. */
export interface BackendOptions {
  /** Absolute path of the data folder; it may not exist yet. */
  readonly dataDir: string;
  /** Absolute path of `resources/` as this program carries it. */
  readonly resourcesDir: string;
  /** Version of the program, as in package.json. */
  readonly version: string;
  /** The system's user, who acts while nobody else is known. */
  readonly actor: string;
  /** Whether people say here who they are; otherwise the system's user acts with all rights. */
  readonly asksWhoWorks?: boolean;
  /** Entry of the worker threads where the program is bundled; default: the source beside the pool. */
  readonly workerUrl?: URL;
  readonly native?: NativePort;
  /**
   * Whether the program stays up where the data folder can't be opened, so that a window can say why and offer a way on;
   * otherwise that is a failure of the start.
   */
  readonly staysUp?: boolean;
  readonly logger?: Logger;
  /** Whether the program backs up by itself, daily and when it closes. */
  readonly backsUp?: boolean;
  /** The clock; tests stop it. */
  readonly now?: () => Date;
}
