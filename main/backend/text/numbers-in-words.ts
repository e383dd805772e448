const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const SCALES = ['', 'nghìn', 'triệu', 'tỷ'] as const;

const digit = (n: number): string => DIGITS[n] ?? '';

/** 1 after hai mươi and above is "mốt", 4 is "tư", 5 after any ten is "lăm". */
function unitsAfterTens(tens: number, units: number): string {
  if (units === 1 && tens > 1) return 'mốt';
  if (units === 4 && tens > 1) return 'tư';
  if (units === 5) return 'lăm';
  return digit(units);
}

/** A group of three figures; `full` reads the zeros of a group that follows another one. */
function group(n: number, full: boolean): readonly string[] {
  const hundreds = Math.floor(n / 100);
  const tens = Math.floor((n % 100) / 10);
  const units = n % 10;
  const words: string[] = [];
  if (hundreds > 0 || full) words.push(digit(hundreds), 'trăm');
  if (tens === 0) {
    if (units > 0) words.push(...(words.length > 0 ? ['linh'] : []), digit(units));
  } else {
    words.push(...(tens === 1 ? ['mười'] : [digit(tens), 'mươi']));
    if (units > 0) words.push(unitsAfterTens(tens, units));
  }
  return words;
}

/**
 * Reads a whole number from 0 up to, not including, 1e12 in Vietnamese: 21 → "hai mươi mốt", 105 → "một trăm linh năm".
 * Northern reading: "linh" (not "lẻ"), "nghìn" (not "ngàn"), and 24 is "hai mươi tư", the form of printed
 * official papers. Throws a RangeError for anything else.
 */
export function numberInWords(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 1e12) {
    throw new RangeError(`Cannot read ${value} in words`);
  }
  if (value === 0) return digit(0);
  const words: string[] = [];
  for (let scale = SCALES.length - 1; scale >= 0; scale -= 1) {
    const part = Math.floor(value / 1000 ** scale) % 1000;
    if (part === 0) continue;
    words.push(...group(part, words.length > 0));
    const name = SCALES[scale];
    if (name) words.push(name);
  }
  return words.join(' ');
}

/** A count as official papers print it, figures and words: 4 → "04 (bốn)". */
export function countInFiguresAndWords(value: number): string {
  return `${String(value).padStart(2, '0')} (${numberInWords(value)})`;
}
