import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBackend } from '../backend/index.ts';
import { fileLogger } from '../backend/logging.ts';
import { systemUser } from '../backend/system-user.ts';
import { builtWindow } from './built-window.ts';
import { hasDisplay, openBrowser } from './open-browser.ts';
import { startLoopback } from './server.ts';

/** This shell runs in a checkout only; the installer leaves it out. */
const ROOT_DIR = join(import.meta.dirname, '../..');

export interface ServeOptions {
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  /** Default: any free port. */
  readonly port?: number;
  /** Opens the browser too, where there is a display. */
  readonly open: boolean;
  /** Told what takes long, in Vietnamese. */
  readonly progress?: (text: string) => void;
  /** Whether the program backs up by itself. Default: yes. */
  readonly backsUp?: boolean;
  /** Whether a window opens that says why the data can't be opened; otherwise it is thrown. */
  readonly staysUp?: boolean;
}

export interface Served {
  /** The address that opens the window, once. */
  readonly address: string;
  /** Waits for running work, then closes the window's server and the data folder. */
  close(): Promise<void>;
}

/**
 * Opens the window of a data folder in the browser.
 * @throws AppError INVALID_INPUT when the port is taken, or what `createBackend` throws
 */
export async function serve({
  dataDir,
  port,
  open,
  progress = () => {},
  backsUp = true,
  staysUp = false,
}: ServeOptions): Promise<Served> {
  const logger = fileLogger(dataDir);
  const { version } = JSON.parse(await readFile(join(ROOT_DIR, 'package.json'), 'utf8'));
  const rendererDir = await builtWindow(ROOT_DIR, progress);
  const backend = await createBackend({
    dataDir,
    resourcesDir: join(ROOT_DIR, 'resources'),
    version,
    actor: systemUser(),
    asksWhoWorks: true,
    logger,
    backsUp,
    staysUp,
  });
  try {
    const loopback = await startLoopback({
      backend,
      rendererDir,
      logger,
      ...(port !== undefined && { port }),
    });
    if (open && hasDisplay(process)) openBrowser(loopback.address);
    return {
      address: loopback.address,
      async close() {
        await loopback.close();
        await backend.close();
      },
    };
  } catch (error) {
    await backend.close();
    throw error;
  }
}

/** Settles when the person ends the program with Ctrl+C, or the system does. */
export const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
