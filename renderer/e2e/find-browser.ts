import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';

/** Names under which Linux distributions install a browser of the Chromium family. */
const ON_PATH = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
/** Places below the program folders of Windows. */
const ON_WINDOWS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
const ON_MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** A browser to test with, and what its process must be given. */
export interface Installation {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

function candidates(): readonly string[] {
  if (process.platform === 'darwin') return ON_MAC;
  if (process.platform === 'win32') {
    const roots = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA];
    return roots.flatMap((root) => (root ? ON_WINDOWS.map((place) => join(root, place)) : []));
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  return ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** The browser of the npm package, unpacked once into `out/`. */
async function carriedBrowser(): Promise<Installation> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('These tests need Chrome, Edge or Chromium. Install one of them.');
  }
  const packed = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(await readFile(join(dirname(packed), 'package.json'), 'utf8'));
  const folder = join(import.meta.dirname, '../../out/browser', `chromium-${version}`);

  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    await mkdir(unfinished, { recursive: true });
    // The package unpacks into the temporary folder, where a broken run would leave half a browser for ever.
    const temporary = process.env.TMPDIR;
    process.env.TMPDIR = unfinished;
    try {
      for (const part of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
        await inflate(join(packed, part));
      }
    } finally {
      if (temporary === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = temporary;
    }
    await rename(unfinished, folder).catch(async () => {
      // Another run was faster.
      await rm(unfinished, { recursive: true });
    });
  }

  const executable = join(folder, 'chromium');
  // A bare machine lacks libnss3 and others, which the package carries; a desktop has its own that fit better.
  const isBare = spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout.includes('not found');
  return {
    executable,
    env: {
      ...(isBare && { LD_LIBRARY_PATH: join(folder, 'al2023/lib') }),
      ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_PATH: join(folder, 'fonts') }),
    },
  };
}

/** An installed Chrome, Edge or Chromium, else the one that npm brought. */
export async function findBrowser(): Promise<Installation> {
  const executable = candidates().find((path) => existsSync(path));
  return executable ? { executable, env: {} } : carriedBrowser();
}
