/** "Trường" says nothing in a symbol: every party is one. */
const SCHOOL_WORD = 'trường';

/**
 * A school's abbreviation for document symbols when its head has set none: the capitals of its name, with
 * abbreviations kept whole. "Trường THCS Ngô Sỹ Liên" → "THCSNSL", "Trường Tiểu học Hoa Sen" → "THHS".
 */
export function schoolSymbol(name: string): string {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && word.toLowerCase() !== SCHOOL_WORD)
    .map((word) => (word.length > 1 && word === word.toUpperCase() ? word : word.charAt(0).toUpperCase()))
    .join('');
}
