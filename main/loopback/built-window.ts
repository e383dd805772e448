import { readdir, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';
import { PICTURE_FILE } from '../web/picture.ts';

/** What the built window is made from, below the checkout. */
const SOURCES = [
  'renderer',
  'preload/contract',
  'main/web/picture.ts',
  'vite.config.ts',
  'package-lock.json',
  'main/loopback/built-window.ts',
];

/** Tests change often and are not part of the window. */
const isTest = (path: string): boolean => /(^|[\\/])e2e[\\/]|\.test\.tsx?$/.test(path);

const modified = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** Every file of a folder, or the file itself. */
async function filesOf(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Whether the window was never built, or one of its sources changed since. */
export async function isStale(rootDir: string): Promise<boolean> {
  const built = await modified(join(rootDir, 'dist/renderer/index.html'));
  if (built === 0) return true;
  const files = (await Promise.all(SOURCES.map((source) => filesOf(join(rootDir, source))))).flat();
  const times = await Promise.all(files.filter((file) => !isTest(file)).map(modified));
  return Math.max(...times) > built;
}

/** What the first picture does not show is no part of what draws it. */
const onlyFirst: Plugin = {
  name: 'only-first',
  resolveDynamicImport: (id) => ({ id: typeof id === 'string' ? id : '', external: true }),
};

/**
 * Builds the window into `dist/renderer`, and beside it what draws its first picture in Node, always as they ship;
 * `more` is for who only wants to know what goes into them.
 */
export async function buildWindow(rootDir: string, more: InlineConfig = {}): Promise<void> {
  const { build, mergeConfig } = await import('vite');
  // A test runner says "test" here, and would get a React that checks itself and is half as fast again.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    const shared = {
      configFile: join(rootDir, 'vite.config.ts'),
      root: join(rootDir, 'renderer'),
      logLevel: 'warn',
    } satisfies InlineConfig;
    await build(mergeConfig(shared, more));
    const { dir, base } = parse(PICTURE_FILE);
    const picture = {
      ...shared,
      plugins: [onlyFirst],
      // Packages, too: what the window is made of is not installed where the program runs.
      ssr: { noExternal: true },
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        ssr: 'first-picture.tsx',
        target: 'node24',
        outDir: join(rootDir, 'dist/renderer', dir),
        minify: true,
        rolldownOptions: { output: { entryFileNames: base, codeSplitting: false } },
      },
    } satisfies InlineConfig;
    await build(mergeConfig(picture, more));
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

/**
 * The folder of the built window of this checkout, built first when it is missing or older than its sources: the
 * window must open right after `npm ci`.
 */
export async function builtWindow(rootDir: string, progress: (text: string) => void): Promise<string> {
  if (await isStale(rootDir)) {
    progress('Đang chuẩn bị cửa sổ…');
    await buildWindow(rootDir);
  }
  return join(rootDir, 'dist/renderer');
}
