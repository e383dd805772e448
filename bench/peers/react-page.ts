import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** In the checkout, so that the bundler finds React. */
const OUT_DIR = join(import.meta.dirname, '../../out');

/** A built page; whoever asked for it calls `remove` at the end. */
export interface BuiltPage {
  readonly dir: string;
  readonly remove: () => Promise<void>;
}

const EMPTY = {
  'index.html':
    '<!doctype html><title>React</title><div id="root"></div><script type="module" src="main.ts"></script>',
  'main.ts': `
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('root')).render(createElement('strong', null, 'React'));`,
};

/** What of the page shows that it is there. */
export const REACT_PAGE_SEEN = 'strong';

/** The least that React shows. */
export const buildReactPage = (): Promise<BuiltPage> => buildPage(EMPTY);

/** A page of these files, built by Vite. */
export async function buildPage(files: Readonly<Record<string, string>>): Promise<BuiltPage> {
  await mkdir(OUT_DIR, { recursive: true });
  const root = await mkdtemp(join(OUT_DIR, 'react-page-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [react()],
    build: { target: 'es2024', chunkSizeWarningLimit: 4096 },
  });
  return { dir: join(root, 'dist'), remove: () => rm(root, { recursive: true }) };
}
