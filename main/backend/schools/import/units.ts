import { fold } from '../../../../db/text.ts';

/** A unit as a cell names it: "Phòng GD&ĐT huyện Thanh Trì" is "Thanh Trì" of the kind "huyện". */
export interface UnitText {
  readonly name: string;
  /** The matching element of the words that the caller knows, or null. */
  readonly kindWord: string | null;
}

const OFFICE =
  /^(?:ubnd|uy ban nhan dan|(?:phong|p\.?|so) ?(?:gd ?(?:&|va|-)? ?dt|giao duc(?: (?:va|&|-) dao tao)?|van hoa ?(?:-|va) ?xa hoi|vh ?- ?xh)|pgd ?&? ?(?:dt)?) +/;

const initials = (word: string): string =>
  fold(word)
    .split(' ')
    .map((part) => part.charAt(0))
    .join('');

/**
 * Parts a unit's name from the word of its kind and from the office that stands for it.
 * The word must carry its accents ("Quan Hoa" and "Xa La" are names), unless a longer text has none at all.
 */
export function parseUnit(text: string, kindWords: readonly string[]): UnitText {
  // Both forms have the same length: the text is composed and folding takes one letter for one.
  const office = OFFICE.exec(fold(text))?.[0].length ?? 0;
  const rest = text.slice(office);
  const isPlain = /^\p{ASCII}+$/u.test(rest) && rest.split(' ').length > 2;
  const longestFirst = [...kindWords].sort((left, right) => right.length - left.length);
  for (const kindWord of longestFirst) {
    const start = rest.slice(0, kindWord.length + 1).toLowerCase();
    const matches = start === `${kindWord.toLowerCase()} ` || (isPlain && start === `${fold(kindWord)} `);
    const name = rest.slice(kindWord.length + 1).trim();
    if (matches && name !== '') return { name, kindWord };
  }
  // "H. Thanh Trì", "TX Sơn Tây": the initials of a word, with a full stop when there is only one.
  const [, short = '', stop, name = ''] = /^([A-Z]{1,2})(\.?) ?(?=\p{Lu})(.+)$/u.exec(rest) ?? [];
  if (name !== '' && (stop === '.' || (short.length > 1 && rest.charAt(short.length) === ' '))) {
    const meant = kindWords.filter((word) => initials(word) === short.toLowerCase());
    if (meant.length === 1) return { name, kindWord: meant[0] ?? null };
  }
  return { name: rest, kindWord: null };
}

/** Words of headings that sound like a kind of unit once their accents are gone: "quản lý" is no "quận". */
const NO_KIND = /\b(?:don vi|co quan|chu quan|quan ly)\b/g;

/** The kind that a heading names: "Huyện" does, "Quận/Huyện", "Đơn vị" and "Cơ quan chủ quản" do not. */
export function kindOfHeading(heading: string, kindWords: readonly string[]): string | null {
  let rest = ` ${fold(heading)
    .replace(/[^a-z]+/g, ' ')
    .replace(NO_KIND, ' ')} `;
  const found: string[] = [];
  for (const word of [...kindWords].sort((left, right) => right.length - left.length)) {
    const short = initials(word);
    const spellings = short.length > 1 ? [fold(word), short] : [fold(word)];
    for (const spelling of spellings) {
      if (!rest.includes(` ${spelling} `)) continue;
      found.push(word);
      rest = rest.replaceAll(` ${spelling} `, ' ');
    }
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}
