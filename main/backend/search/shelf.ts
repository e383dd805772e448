import { accentKey, fold, foldedWords } from '../../../db/text.ts';
import type { Hit } from '../../../preload/contract/search.ts';

/** What can be found. */
export interface Findable {
  readonly hit: Hit;
  /** All that a text may occur in, folded, a field a line: a word has no line break, so it stands in one field. */
  readonly folded: string;
  /** The title as it is typed with its accents. */
  readonly accented: string;
}

export const findable = (hit: Hit, ...fields: readonly (string | null)[]): Findable => ({
  hit,
  folded: fields.map((field) => (field === null ? '' : fold(field))).join('\n'),
  accented: accentKey(hit.title),
});

/** Many texts as one, which an engine looks through much faster than through each, and where each of them begins. */
export interface Lines {
  readonly text: string;
  /** And where the last one ends. */
  readonly starts: Uint32Array;
}

/** What can be found, in the order in which it is to be shown. */
export interface Shelf {
  readonly hits: readonly Hit[];
  readonly folded: Lines;
  readonly accented: Lines;
}

/** The lines of a text that ends with one. */
export function linesIn(text: string): Lines {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return { text, starts: Uint32Array.from(starts) };
}

function linesOf(texts: readonly string[]): Lines {
  const starts = new Uint32Array(texts.length + 1);
  for (const [index, { length }] of texts.entries()) starts[index + 1] = (starts[index] ?? 0) + length + 1;
  return { text: `${texts.join('\n')}\n`, starts };
}

export const shelve = (ordered: readonly Findable[]): Shelf => ({
  hits: ordered.map(({ hit }) => hit),
  folded: linesOf(ordered.map(({ folded }) => folded)),
  accented: linesOf(ordered.map(({ accented }) => accented)),
});

/** The text, from `first` on, in which a place of the whole lies. */
function textAt(starts: Uint32Array, place: number, first: number): number {
  let [low, high] = [first, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The texts in which every word occurs, one after the other: each word leaps to where another has found something. */
export function* saying({ text, starts }: Lines, words: readonly string[]): Generator<number> {
  let index = 0;
  let agreed = 0;
  for (let turn = 0; index < starts.length - 1; turn = (turn + 1) % words.length) {
    const place = text.indexOf(words[turn] ?? '', starts[index]);
    if (place < 0) return;
    const found = place < (starts[index + 1] ?? 0) ? index : textAt(starts, place, index);
    agreed = found === index ? agreed + 1 : 1;
    index = found;
    if (agreed < words.length) continue;
    yield index;
    index += 1;
    agreed = 0;
  }
}

const lineAt = ({ text, starts }: Lines, index: number): string =>
  text.slice(starts[index], (starts[index + 1] ?? 0) - 1);

/** The first so many that fit. */
export function firstOf(
  indices: Iterable<number>,
  count: number,
  fits: (index: number) => boolean,
): number[] {
  const found: number[] = [];
  if (count === 0) return found;
  for (const index of indices) {
    if (fits(index) && found.push(index) === count) break;
  }
  return found;
}

/** The first so many in which every word of a text occurs; exact accents go before others. */
export function firstSaying({ hits, folded, accented }: Shelf, text: string, count: number): Hit[] {
  const words = foldedWords(text);
  const typed = accentKey(text);
  const saysAll = (index: number) => words.every((word) => lineAt(folded, index).includes(word));
  const exact = firstOf(saying(accented, [typed]), count, saysAll);
  const isOther = (index: number) => !lineAt(accented, index).includes(typed);
  const others = firstOf(saying(folded, words), count - exact.length, isOther);
  return [...exact, ...others].flatMap((index) => hits[index] ?? []);
}
