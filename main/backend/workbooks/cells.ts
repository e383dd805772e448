import { placeIn } from './styles.ts';
import { escaped } from './xml.ts';

/** A value with the formula that yields it; `result` is what readers see that don't calculate. */
export type Formula = { readonly formula: string; readonly result: number | string };

/** What a cell holds: text, a number, a day (`YYYY-MM-DD`, in a column of kind `day`), a formula or nothing. */
export type CellInput = string | number | Formula | null;

/** The texts of a workbook's cells, each with its place in the list of them. */
export type Texts = Map<string, number>;

/** Excel's own bound for the characters of one cell. */
const MAX_CELL_CHARACTERS = 32_767;
/** The 1st of January 1970 in Excel's count of days. */
const FIRST_DAY = 25_569;

/**
 * Text as a cell can hold it: NFC, no character that XML forbids, at most 32,767 characters, and nothing that
 * Excel would decode as an escape (`_x0041_`).
 */
export function cellText(text: string): string {
  const clean = text
    // Decomposed Vietnamese takes three units a letter: enough stays to fill a cell once it is composed.
    .slice(0, MAX_CELL_CHARACTERS * 4)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/(?!\n)[\p{Cc}\uFFFE\uFFFF]/gu, '');
  const bounded =
    clean.length <= MAX_CELL_CHARACTERS
      ? clean
      : `${clean.slice(0, MAX_CELL_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  return bounded.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}

/** 1 is A, 27 is AA. */
export function columnLetter(column: number): string {
  const rest = (column - 1) % 26;
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? columnLetter(before) : ''}${String.fromCharCode(65 + rest)}`;
}

/**
 * A cell as XML (ECMA-376 Part 1, 18.3.1.4); a text goes into the list of texts, to which the cell points.
 * @param style number of its look
 * @param isDay turns a day (`YYYY-MM-DD`) into a real date
 */
export function cellXml(
  texts: Texts,
  address: string,
  style: number,
  value: CellInput,
  isDay = false,
): string {
  const start = `<c r="${address}" s="${style}"`;
  if (value === null) return `${start}/>`;
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`;
  if (typeof value === 'object') {
    const { formula, result } = value;
    const type = typeof result === 'string' ? ' t="str"' : '';
    return `${start}${type}><f>${escaped(formula)}</f><v>${escaped(`${result}`)}</v></c>`;
  }
  if (isDay) return `${start}><v>${Date.parse(`${value}T00:00:00Z`) / 86_400_000 + FIRST_DAY}</v></c>`;
  return `${start} t="s"><v>${placeIn(texts, cellText(value))}</v></c>`;
}

/** A row as XML (ECMA-376 Part 1, 18.3.1.73); `height` in points. */
export const rowXml = (number: number, height: number | undefined, cells: string): string =>
  `<row r="${number}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${cells}</row>`;
