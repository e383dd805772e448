import { fold } from '../../../db/text.ts';

/** Words that stand in any difficulty and tell none from another. */
const COMMON = new Set(
  'va cua cac cho co con de do duoc khi khong la lam mot nay nhieu nhung o qua rat se tai theo thi tu trong ve voi chua thieu truong'.split(
    ' ',
  ),
);
/** Of the words of the shorter text, so many must stand in the other. */
const SHARED = 1 / 3;
const LEAST_SHARED = 2;

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    fold(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !COMMON.has(word)),
  );

/** Items whose text shares words with another, whatever their accents and order; the nearest first. */
export function similarTo<T>(text: string, items: readonly T[], textOf: (item: T) => string): T[] {
  const words = wordsOf(text);
  return items
    .map((item) => {
      const others = wordsOf(textOf(item));
      const shared = [...words].filter((word) => others.has(word)).length;
      return { item, shared, share: shared / Math.min(words.size, others.size) };
    })
    .filter(({ shared, share }) => shared >= LEAST_SHARED && share >= SHARED)
    .sort((left, right) => right.share - left.share || right.shared - left.shared)
    .map(({ item }) => item);
}
