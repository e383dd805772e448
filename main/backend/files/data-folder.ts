import { readdir } from 'node:fs/promises';
import path, { posix, win32 } from 'node:path';

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
    ['attachments', 'backups'].map((name) => readdir(path.join(dataDir, name)).catch(() => [])),
  );
  return inside.some((names) => names.length > 0);
}
