import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type BuiltPage, buildPage } from './react-page.ts';

/** The first picture of the window: its elements, and the styles that were made at run time. */
interface Picture {
  readonly tree: unknown;
  readonly styles: string;
}

/**
 * The first picture of a page of the window, drawn by React from a list of its elements: no question, no component,
 * the same style sheet. What the window takes longer is its own; `mantine` puts the library's provider round it.
 */
export async function buildPicturePage(
  ours: Page,
  rendererDir: string,
  { mantine }: { readonly mantine: boolean },
): Promise<BuiltPage> {
  await ours.reload({ waitUntil: 'commit' });
  await ours.evaluate(() => window.benchSeen);
  const { tree, styles }: Picture = await ours.evaluate(takePicture);
  const sheet = /<link rel="stylesheet"[^>]*>/.exec(
    await readFile(join(rendererDir, 'index.html'), 'utf8'),
  )?.[0];
  const page = await buildPage({
    'index.html': `<!doctype html><html lang="vi" data-mantine-color-scheme="light"><meta name="csp-nonce" content="__CSP_NONCE__">${
      mantine ? '' : `<style nonce="__CSP_NONCE__">${styles}</style>`
    }<script type="module" src="main.ts"></script><div id="root"></div></html>`,
    'picture.json': JSON.stringify(tree),
    'main.ts': `
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import picture from './picture.json';
${mantine ? MANTINE : 'const around = (all) => all;'}
const draw = (node, key) =>
  typeof node === 'string' ? node : createElement(node[0], { key, ...node[1] }, ...node[2].map(draw));
createRoot(document.getElementById('root')).render(around(picture.map(draw)));`,
  });
  // Beside it, as the window has it: the bundler would make a sheet of its own.
  await cp(join(rendererDir, 'assets'), join(page.dir, 'assets'), { recursive: true });
  const html = await readFile(join(page.dir, 'index.html'), 'utf8');
  await writeFile(join(page.dir, 'index.html'), html.replace('<script', `${sheet}<script`));
  return page;
}

const MANTINE = `
import { MantineProvider } from '@mantine/core';
import { theme } from '../../renderer/theme.ts';
const getStyleNonce = () => document.querySelector('meta[name="csp-nonce"]').content;
const around = (all) => createElement(MantineProvider, { theme, getStyleNonce, children: all });`;

/** Runs inside the page, so it stands alone. */
function takePicture(): Picture {
  const styleOf = (text: string) =>
    Object.fromEntries(
      text
        .split(';')
        .filter((rule) => rule.trim())
        .map((rule) => {
          const [name = '', ...value] = rule.split(':');
          return [name.trim(), value.join(':').trim()];
        }),
    );
  const listed = (node: Node): unknown =>
    node instanceof Element
      ? [
          node.localName,
          Object.fromEntries(
            [...node.attributes].map(({ name, value }) => [name, name === 'style' ? styleOf(value) : value]),
          ),
          [...node.childNodes].map(listed),
        ]
      : (node.textContent ?? '');
  return {
    tree: [...(document.getElementById('root')?.childNodes ?? [])].map(listed),
    styles: [...document.querySelectorAll('style')].map(({ textContent }) => textContent).join('\n'),
  };
}
