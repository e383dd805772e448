import { fold } from '../../../db/text.ts';
import type { GuideTopic } from '../../../preload/contract/guide.ts';
import { linesOf, type WrittenPage } from './read.ts';

/** A page that speaks of what was asked. */
export interface GuideHit {
  readonly topic: GuideTopic;
  readonly title: string;
  /** The line that says the most of it. */
  readonly excerpt: string;
}

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** How many of the words a line says; the beginning of a word is enough. */
function said(line: string, words: readonly string[]): number {
  const spoken = wordsOf(line);
  return words.filter((word) => spoken.some((each) => each.startsWith(word))).length;
}

/** Finds the pages in which every word occurs; those that say it in their title come first, else the guide's own order. */
export function findInGuide(pages: readonly WrittenPage[], text: string): readonly GuideHit[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  return pages
    .flatMap((page) => {
      const lines = page.blocks.flatMap(linesOf);
      if (said([page.title, ...lines].join(' '), words) < words.length) return [];
      const most = (line: string) => said(line, words);
      const [excerpt = ''] = lines.toSorted((left, right) => most(right) - most(left));
      return [{ topic: page.topic, title: page.title, excerpt, rank: most(page.title) * 2 + most(excerpt) }];
    })
    .toSorted((left, right) => right.rank - left.rank)
    .map(({ topic, title, excerpt }) => ({ topic, title, excerpt }));
}

/** The pages whose title says every word. */
export function titledBy(pages: readonly WrittenPage[], text: string): readonly WrittenPage[] {
  const words = wordsOf(text);
  return words.length === 0 ? [] : pages.filter(({ title }) => said(title, words) === words.length);
}
