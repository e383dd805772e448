import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Eight lines that are in memory when a letter comes, or that one `fetch` brings for each letter. */
export type Lines = 'in memory' | 'fetched';

/** The list of the page, which says by `aria-busy` when its lines are on their way. */
export const BARE_LIST = '.found';

const PAGE =
  '<!doctype html><title>Lines</title><input autofocus><ul class="found"></ul><script type="module" src="/main.js"></script>';
const LINES = Array.from({ length: 8 }, (_, index) => `Trường Tiểu học Hoa Sen ${index + 1}`);
const SCRIPTS: Readonly<Record<Lines, string>> = {
  'in memory': `
const lines = ${JSON.stringify(LINES)};
addEventListener('input', ({ target }) => show(target.value, lines));`,
  fetched: `
const list = document.querySelector('.found');
addEventListener('input', async ({ target }) => {
  list.setAttribute('aria-busy', 'true');
  const lines = await (await fetch('/lines.json')).json();
  show(target.value, lines);
  list.setAttribute('aria-busy', 'false');
});`,
};
const SHOW = `
function show(text, lines) {
  document.querySelector('.found').replaceChildren(...lines.map((line) => {
    const item = document.createElement('li');
    item.textContent = line + ' ' + text;
    return item;
  }));
}`;

/**
 * The barest page that shows eight lines for each letter, without any library, as a folder for the same server: what it
 * takes a browser and this machine take at least. Whoever asks for it calls `remove` at the end.
 */
export async function makeTypingPage(lines: Lines): Promise<{ dir: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'chung-tay-bench-page-'));
  await writeFile(join(dir, 'index.html'), PAGE);
  await writeFile(join(dir, 'main.js'), SCRIPTS[lines] + SHOW);
  await writeFile(join(dir, 'lines.json'), JSON.stringify(LINES));
  return { dir, remove: () => rm(dir, { recursive: true }) };
}
