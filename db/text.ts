const COMBINING_MARKS = /[\u0300-\u036f]/g;
/** Huyền, sắc, ngã, hỏi, nặng; the marks of ă â ê ô ơ ư are shapes of the letter, not tones. */
const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** Made when two names are compared first: it reads tables that a start needs for nothing else. */
let collator: Intl.Collator | undefined;

const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Search key of a Vietnamese text: lower case, accents and đ removed, spaces collapsed.
 * Tone placement (hòa, hoà) disappears with the accents, so both spellings get one key.
 */
export function fold(text: string): string {
  return collapse(
    text.toLowerCase().normalize('NFD').replace(COMBINING_MARKS, '').replaceAll('đ', 'd').normalize('NFC'),
  );
}

/**
 * Key for "the same with accents": lower case, with each word's tone written behind it, so that hòa and
 * hoà are equal while hoa stays another word.
 */
export function accentKey(text: string): string {
  return collapse(text.toLowerCase().normalize('NFD')).replace(/\S+/g, (word) => {
    const tone = word.match(TONE_MARKS)?.join('') ?? '';
    return word.replace(TONE_MARKS, '') + tone;
  });
}

/** Order of two names in Vietnamese: a ă â … d đ …, tones after letters. */
export function compareVietnamese(left: string, right: string): number {
  collator ??= new Intl.Collator('vi');
  return collator.compare(left, right);
}
