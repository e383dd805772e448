import { fold } from '../../../../db/text.ts';
import type { Level } from '../../../../preload/contract/schools.ts';

/** Official names of the levels. */
export const LEVEL_LABELS = {
  mam_non: 'Mầm non',
  tieu_hoc: 'Tiểu học',
  thcs: 'THCS',
} satisfies Record<Level, string>;

const WORDS = {
  mam_non: ['mam non', 'mn', 'mau giao', 'mg', 'mam non mau giao', 'nha tre', 'kindergarten', 'preschool'],
  tieu_hoc: ['tieu hoc', 'th', 'cap 1', 'cap i', 'c1', 'primary'],
  thcs: ['thcs', 'trung hoc co so', 'cap 2', 'cap ii', 'c2', 'lower secondary', 'secondary'],
} satisfies Record<Level, readonly string[]>;

const LEVEL_OF_WORD: ReadonlyMap<string, Level> = new Map(
  (['mam_non', 'tieu_hoc', 'thcs'] as const).flatMap((level) =>
    WORDS[level].map((word) => [word, level] as const),
  ),
);

function words(text: string): string {
  const folded = fold(text);
  // Most names are nothing but words.
  return /[^a-z0-9 ]/.test(folded) ? folded.replace(/[^a-z0-9]+/g, ' ').trim() : folded;
}

function levelOfWords(text: string): Level | null {
  const plain = text.replace(/^(?:cap hoc|bac hoc|bac|khoi|truong) /, '');
  return LEVEL_OF_WORD.get(plain) ?? LEVEL_OF_WORD.get(plain.replace(/^cap /, '')) ?? null;
}

/** The level that a cell means, in any of its usual spellings; null for any other text. */
export const parseLevel = (text: string): Level | null => levelOfWords(words(text));

/** The same for one list: the same few texts stand in thousands of rows. */
export function levelParser(): (text: string) => Level | null {
  const known = new Map<string, Level | null>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const level = parseLevel(text);
    known.set(text, level);
    return level;
  };
}

const NAMED_LEVEL = /^(?:truong )?(mam non|mau giao|mn|mg|tieu hoc|th|thcs|trung hoc co so)\b(.*)$/;
const OTHER_LEVEL = /\b(?:tieu hoc|th|thcs|thpt|trung hoc (?:co so|pho thong))\b/;

/** The level that a school's name begins with; null when it says none or several ("TH&THCS"). */
export function levelOfName(name: string): Level | null {
  const [, word, rest = ''] = NAMED_LEVEL.exec(words(name)) ?? [];
  return word === undefined || OTHER_LEVEL.test(rest) ? null : (LEVEL_OF_WORD.get(word) ?? null);
}

/** "Trưởng phòng", "Trưởng ban": a post under a signature, which without accents begins like a school. */
const POST = /^truong (?:phong|ban)\b/;

/** Whether a text reads like a school's name: it begins with "Trường" or with a level. */
export function isSchoolName(text: string): boolean {
  const plain = words(text);
  const isSchool = (/^truong /.test(plain) && !POST.test(plain)) || NAMED_LEVEL.test(plain);
  return isSchool && levelOfWords(plain) === null;
}
