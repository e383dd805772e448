import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** How long the download's server may take to answer before we go without, in milliseconds. */
const PATIENCE = 3_000;
/** How long the download itself may take, in milliseconds. */
const LONGEST_DOWNLOAD = 5 * 60_000;

/**
 * Electron's executable, or null when it is not on this machine. The package's own entry would start a download
 * and wait for it however long it takes.
 */
export function electronBinary(packageDir: string, env: Environment): string | null {
  const pathFile = join(packageDir, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const binary = join(env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageDir, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

/** Where Electron's own installer would fetch from; it reads the same variables. */
function downloadUrl(packageDir: string, env: Environment): string {
  const mirror =
    env.npm_config_electron_mirror ??
    env.ELECTRON_MIRROR ??
    'https://github.com/electron/electron/releases/download/';
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  return `${mirror}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

/** Whether the download would begin at once, redirections included. */
export const isReachable = (packageDir: string, env: Environment): Promise<boolean> =>
  fetch(downloadUrl(packageDir, env), { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE) }).then(
    (response) => response.ok,
    () => false,
  );

/** Runs Electron's own installer, which checks what it fetched; answers whether the binary is there now. */
export async function fetchElectron(packageDir: string, env: Environment): Promise<boolean> {
  if (!(await isReachable(packageDir, env))) return false;
  const installer = spawn(process.execPath, [join(packageDir, 'install.js')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: LONGEST_DOWNLOAD,
  });
  await once(installer, 'exit');
  return electronBinary(packageDir, env) !== null;
}
