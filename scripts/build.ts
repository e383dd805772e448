import { join } from 'node:path';
import { build, type InlineConfig, mergeConfig } from 'vite';
import { buildWindow } from '../main/loopback/built-window.ts';

const ROOT_DIR = join(import.meta.dirname, '..');

/** Read by every start, from some 450 files of their own: that took longer than all else that a start does. */
const BUNDLED = ['kysely', 'uuid', 'zod'];

/**
 * Our own code goes into the bundle; packages stay where npm put them, their binaries with them. What is bundled here or
 * in the window is no dependency in package.json: the installer would pack it twice.
 */
const shared = {
  configFile: false,
  root: ROOT_DIR,
  logLevel: 'warn',
  ssr: { external: true, noExternal: BUNDLED },
} as const;

/**
 * Bundles Electron's main process. The backend is a file of its own because it is loaded after the window, the
 * worker because threads start from a file. `more` is for who only wants to know what goes into it.
 */
export async function buildMain(outDir: string, more: InlineConfig = {}): Promise<void> {
  const config = {
    ...shared,
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          index: 'main/electron/index.ts',
          backend: 'main/backend/index.ts',
          worker: 'main/backend/workers/worker.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  } satisfies InlineConfig;
  await build(mergeConfig(config, more));
}

/** Bundles the preload script, as CommonJS because a sandboxed window takes nothing else. */
export async function buildPreload(outDir: string): Promise<void> {
  await build({
    ...shared,
    build: {
      ssr: 'preload/index.ts',
      target: 'node24',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  });
}

/** Builds everything that the installer packs, into `dist/`. */
export async function buildAll(): Promise<void> {
  await buildWindow(ROOT_DIR);
  await buildMain(join(ROOT_DIR, 'dist/main'));
  await buildPreload(join(ROOT_DIR, 'dist/preload'));
}

if (import.meta.main) await buildAll();
