import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** In the checkout, so that the bundler finds React. */
const OUT_DIR = join(import.meta.dirname, '../../out');

const PAGE =
  '<!doctype html><title>React</title><div id="root"></div><script type="module" src="main.ts"></script>';
const MAIN = `
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('root')).render(createElement('strong', null, 'React'));`;

/** What of the page shows that it is there. */
export const REACT_PAGE_SEEN = 'strong';

/** The least that React shows, built by Vite into a folder; whoever asks for it calls `remove` at the end. */
export async function buildReactPage(): Promise<{ dir: string; remove: () => Promise<void> }> {
  await mkdir(OUT_DIR, { recursive: true });
  const root = await mkdtemp(join(OUT_DIR, 'react-page-'));
  await writeFile(join(root, 'index.html'), PAGE);
  await writeFile(join(root, 'main.ts'), MAIN);
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [react()],
    build: { target: 'es2024' },
  });
  return { dir: join(root, 'dist'), remove: () => rm(root, { recursive: true }) };
}
