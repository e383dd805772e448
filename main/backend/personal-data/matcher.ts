import { fold } from '../../../db/text.ts';

/** What a person is looked for by. */
export type Sought = 'name' | 'phone' | 'email';

/** Finds one person's name, number or address in texts, and only as whole words. */
export interface Matcher {
  readonly sought: Sought;
  /** Whether it may stand in JSON as it is stored: quick, and never a wrong no. */
  readonly mayStandIn: (stored: string) => boolean;
  readonly standsIn: (text: string) => boolean;
  /** Puts another text in its place; one that stood in capitals stays in capitals. */
  readonly replaceIn: (text: string, by: string) => string;
}

/** Every letter that folds to the key. */
const VARIANTS: ReadonlyMap<string, string> = (() => {
  const letters = Array.from({ length: 0x1f00 - 0x61 }, (_, index) => String.fromCharCode(0x61 + index));
  const found = new Map<string, string>();
  for (const letter of letters) {
    const key = fold(letter);
    if (/^[a-z]$/.test(key)) found.set(key, `${found.get(key) ?? ''}${letter}`);
  }
  return found;
})();

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const namePattern = (text: string): string =>
  fold(text)
    .split(' ')
    .map((word) =>
      [...word]
        .map((letter) => (VARIANTS.has(letter) ? `[${VARIANTS.get(letter)}]` : escaped(letter)))
        .join(''),
    )
    .join('\\s+');

/** "024 3333 0001", "024.33330001" and "+84 24 3333 0001" are one number. */
function phonePattern(text: string): string {
  const digits = text.replace(/\D/g, '');
  const own = digits.replace(/^(?:84(?=\d{9})|0)/, '');
  const between = '[\\s.()\\-]*';
  return `(?:\\+?${['8', '4'].join(between)}|0)?${between}${[...own].join(between)}`;
}

function soughtBy(text: string): Sought {
  if (text.includes('@')) return 'email';
  return /^[\d\s+().-]+$/.test(text) && text.replace(/\D/g, '').length >= 7 ? 'phone' : 'name';
}

const PATTERNS: Record<Sought, (text: string) => string> = {
  name: namePattern,
  phone: phonePattern,
  email: (text) => escaped(text.trim()),
};

const EDGES: Record<Sought, string> = { name: '[\\p{L}\\p{N}]', phone: '\\d', email: '[\\p{L}\\p{N}._%+-]' };

/** Accents and capitals do not matter when a name is looked for; what is found is shown as it stands. */
export function matcherOf(text: string): Matcher {
  const sought = soughtBy(text);
  // Marks without a letter leave nothing to look for, which is found nowhere.
  const pattern = PATTERNS[sought](text) || '(?!)';
  const edge = EDGES[sought];
  const whole = new RegExp(`(?<!${edge})(?:${pattern})(?!${edge})`, 'giu');
  // JSON writes a line break as two characters, which are no space and look like the beginning of a word.
  const loose = new RegExp(pattern.replaceAll('\\s+', '(?:\\s|\\\\[nrt])+'), 'iu');
  return {
    sought,
    mayStandIn: (stored) => loose.test(stored.normalize('NFC')),
    standsIn: (said) => said.normalize('NFC').search(whole) >= 0,
    replaceIn: (said, by) =>
      said
        .normalize('NFC')
        .replace(whole, (found) =>
          found === found.toLocaleUpperCase('vi') && found !== found.toLocaleLowerCase('vi')
            ? by.toLocaleUpperCase('vi')
            : by,
        ),
  };
}
