const COMBINING_MARKS = /[\u0300-\u036f]/g;
const collator = new Intl.Collator('vi');

/**
 * Search key of a Vietnamese text: lower case, accents and đ removed, spaces collapsed.
 * Tone placement (hòa, hoà) disappears with the accents, so both spellings get one key.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(COMBINING_MARKS, '')
    .replaceAll('đ', 'd')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Order of two names in Vietnamese: a ă â … d đ …, tones after letters. */
export function compareVietnamese(left: string, right: string): number {
  return collator.compare(left, right);
}
