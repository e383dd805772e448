import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path, { posix, win32 } from 'node:path';

/** The database's name, in a data folder as in a backup. */
export const DATABASE_FILE = 'chung-tay.sqlite';

/** What lies in a data folder. Nothing in it is ever deleted unasked. */
const PARTS = {
  database: DATABASE_FILE,
  /** Kept files, addressed by their content. */
  attachments: 'attachments',
  backups: 'backups',
  /** What locks the backups; not among them, for it would be copied along with them. */
  backupKey: 'backup-key.json',
  logs: 'logs',
  /** Databases that could not be opened, with what was read from them. */
  damaged: 'damaged',
  /** Files that no row names: their command was never stored. */
  unclaimed: 'unclaimed',
  /** Files of this run; cleared when the program closes. */
  passing: 'passing',
  /** Where a backup is unpacked before it takes the place of the data; cleared when a folder is opened. */
  restoring: 'restoring',
} as const;

/** The path of a part of a data folder, or of something in it. */
export const partOf = (dataDir: string, part: keyof typeof PARTS, ...inside: readonly string[]): string =>
  path.join(dataDir, PARTS[part], ...inside);

/** Where a data folder keeps an attachment. */
export const attachmentPlace = (dataDir: string, sha256: string): string =>
  partOf(dataDir, 'attachments', sha256.slice(0, 2), sha256.slice(2));

/** What the data folder's place depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the person's own folder. */
  readonly homedir: string;
}

/**
 * Where the data lie when nobody says otherwise: `CHUNG_TAY_DATA`, else `%LOCALAPPDATA%\Chung Tay` on Windows
 * (never the roaming folder, which domains copy over the network), else the folder of the XDG rule.
 * A relative path in a variable is ignored, as the XDG Base Directory Specification asks.
 */
export function defaultDataDir({ platform, env, homedir }: Surroundings): string {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const folder = (name: string): string | null => {
    const value = env[name];
    return value && isAbsolute(value) ? value : null;
  };
  const chosen = folder('CHUNG_TAY_DATA');
  if (chosen) return chosen;
  if (platform === 'win32') {
    return join(folder('LOCALAPPDATA') ?? join(homedir, 'AppData', 'Local'), 'Chung Tay');
  }
  return join(folder('XDG_DATA_HOME') ?? join(homedir, '.local', 'share'), 'chung-tay');
}

/** Whether papers or backups lie in a data folder. */
export async function isUsed(dataDir: string): Promise<boolean> {
  const inside = await Promise.all(
    (['attachments', 'backups'] as const).map((part) => readdir(partOf(dataDir, part)).catch(() => [])),
  );
  return inside.some((names) => names.length > 0);
}

/**
 * Whether a data folder is one that was and is not there now: a drive that is not plugged in, a share that is not
 * connected. On the first day there is none either, but the place for it: the folder above, or the person's own one.
 * @param wasThere whether it was open before
 */
export function isAway(dataDir: string, wasThere: boolean): boolean {
  if (existsSync(dataDir)) return false;
  if (wasThere) return true;
  const fromHome = path.relative(homedir(), dataDir);
  // Another drive has no way from here.
  const isOwn = !fromHome.startsWith('..') && !path.isAbsolute(fromHome);
  return !isOwn && !existsSync(path.dirname(dataDir));
}
