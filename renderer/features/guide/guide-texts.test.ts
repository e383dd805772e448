import { expect, test } from 'vitest';
import { guideTopic } from '../../../preload/contract/guide.ts';
import { TOPIC_OF } from '../../guide-topics.ts';
import { vi } from '../../i18n/vi.ts';
import { href, parseRoute } from '../../route.ts';

const FILES = import.meta.glob<string>('../../../resources/guide/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const PAGES = Object.entries(FILES).map(([file, text]) => [file.split('/').at(-1), text] as const);

/** So many things the sample programme has: counted names are written as it shows them. */
const COUNTS = [10, 20];

type Counted = (...counts: number[]) => unknown;
const isCounted = (text: unknown): text is Counted => typeof text === 'function';

/** Every word of the window; what counts something says it of each number above. */
function wordsOf(texts: unknown): string[] {
  if (typeof texts === 'string') return [texts];
  if (isCounted(texts)) return COUNTS.flatMap((count) => saidOf(texts, count));
  return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(wordsOf) : [];
}

function saidOf(text: Counted, count: number): string[] {
  try {
    return [`${text(count, count, count)}`];
  } catch {
    // It wants names or lists, and is no name of a button.
    return [];
  }
}

const WORDS = new Set(wordsOf(vi));

test.each(PAGES)('%s names everything as the window does', (_, text) => {
  const names = [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => !WORDS.has(name))).toEqual([]);
});

test.each(PAGES)('%s leads to places that exist', (_, text) => {
  for (const [, address = ''] of text.matchAll(/\]\((#[^)]*)\)/g)) {
    const { screen, params } = parseRoute(address);
    expect(href(screen, params)).toBe(address);
    if (params.section) expect(Object.keys(vi.settings.sections)).toContain(params.section);
  }
});

test('each page is one for which a screen or the search asks', () => {
  expect(PAGES).toHaveLength(guideTopic.options.length);
  for (const topic of Object.values(TOPIC_OF)) expect(guideTopic.options).toContain(topic);
});
