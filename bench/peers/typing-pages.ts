import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

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
export const makeTypingPage = (lines: Lines): Promise<TypingPage> =>
  makePage({
    'index.html': PAGE,
    'main.js': SCRIPTS[lines] + SHOW,
    'lines.json': JSON.stringify(LINES),
  });

interface TypingPage {
  readonly dir: string;
  readonly remove: () => Promise<void>;
}

async function makePage(files: Readonly<Record<string, string>>): Promise<TypingPage> {
  const dir = await mkdtemp(join(tmpdir(), 'chung-tay-bench-page-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  return { dir, remove: () => rm(dir, { recursive: true }) };
}

/**
 * The rows of a list as the window shows them, with its style sheet and nothing else of it: each letter puts other texts
 * into them, by plain DOM and without a search. What it takes, drawing so many rows takes at least.
 */
export async function makeRowsPage(ours: Page, rendererDir: string): Promise<TypingPage> {
  const html = await readFile(join(rendererDir, 'index.html'), 'utf8');
  const sheet = /<link rel="stylesheet"[^>]*>/.exec(html)?.[0];
  const { height, list } = await ours.evaluate(takeList);
  const page = await makePage({
    'index.html': `<!doctype html><html lang="vi" data-mantine-color-scheme="light">${sheet}<input autofocus><div class="found" data-style="height: ${height}px; display: flex">${list}</div><script type="module" src="/main.js"></script></html>`,
    'main.js': ROWS,
  });
  await cp(join(rendererDir, 'assets'), join(page.dir, 'assets'), { recursive: true });
  return page;
}

/** Styles are set by script, as React sets them: the page's policy refuses those that stand in its text. */
const ROWS = `
for (const each of document.querySelectorAll('[data-style]')) each.style.cssText = each.dataset.style;
const texts = [];
for (const row of document.querySelectorAll('.found tbody tr[data-clickable]')) {
  const nodes = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) texts.push({ node: nodes.currentNode, text: nodes.currentNode.nodeValue });
}
addEventListener('input', ({ target }) => {
  for (const { node, text } of texts) node.nodeValue = text + ' ' + target.value.length;
});`;

/** Runs inside the page, so it stands alone. */
function takeList(): { readonly height: number; readonly list: string } {
  const list = document.querySelector('.data-table');
  return {
    height: list?.clientHeight ?? 0,
    list: (list?.outerHTML ?? '').replaceAll(' style="', ' data-style="'),
  };
}
