import { columnNumber, MAX_ROWS, type MergedRange } from '../tables/workbook-parts.ts';
import { placeOf, type SheetCell } from './sheet.ts';
import type { Workbook } from './workbook.ts';

/** What a formula reads: rectangles of named sheets, or anything at all where that can't be told. */
type Reads = readonly { readonly sheet: string; readonly range: MergedRange }[] | 'anything';

const MAX_COLUMNS = 16_384;

const SHEET_NAME = String.raw`(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.]*))!`;
const CELL = String.raw`\$?[A-Z]{1,3}\$?\d{1,7}`;
const RANGES = `${CELL}(?::${CELL})?|\\$?[A-Z]{1,3}:\\$?[A-Z]{1,3}|\\$?\\d{1,7}:\\$?\\d{1,7}`;
const REFERENCE = new RegExp(
  `(?<![\\p{L}\\p{N}_.$\\]])(?:${SHEET_NAME})?(${RANGES})(?![\\p{L}\\p{N}_.(!])`,
  'gu',
);
/** Functions whose arguments do not say what they read. */
const INDIRECT = /\b(?:INDIRECT|OFFSET|GETPIVOTDATA|CELL|CUBE\w+)\s*\(/i;

/**
 * The formulas whose stored results are no longer right once some cells hold other values, however many formulas
 * stand between. Where it can't be told what a formula reads, it counts among them.
 * @param changed addresses ("B7") by sheet
 */
export function dependentFormulas(
  workbook: Workbook,
  changed: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, readonly SheetCell[]> {
  const open = workbook.sheets.flatMap((sheet) =>
    [...sheet.cells].flatMap(([address, cell]) =>
      cell.formula && !changed.get(sheet.name)?.has(address)
        ? [{ sheet: sheet.name, cell, reads: readsOf(cell, sheet.name) }]
        : [],
    ),
  );
  let news = new Map(
    [...changed].map(([sheet, addresses]) => [fold(sheet), byRow([...addresses].map(placeOf))]),
  );
  const stale: { sheet: string; cell: SheetCell }[] = [];
  let waiting = open;
  while (news.size > 0) {
    const isHit = ({ reads }: (typeof open)[number]): boolean =>
      reads === 'anything' || reads.some(({ sheet, range }) => touches(news.get(fold(sheet)), range));
    const { hit = [], left = [] } = Object.groupBy(waiting, (each) => (isHit(each) ? 'hit' : 'left'));
    waiting = left;
    stale.push(...hit);
    const bySheet = Map.groupBy(hit, ({ sheet }) => fold(sheet));
    news = new Map([...bySheet].map(([sheet, found]) => [sheet, byRow(found.map(({ cell }) => cell))]));
  }
  return new Map(
    [...Map.groupBy(stale, ({ sheet }) => sheet)].map(([sheet, found]) => [
      sheet,
      found.map(({ cell }) => cell),
    ]),
  );
}

/** Names of sheets are the same in any case. */
const fold = (sheet: string): string => sheet.toLocaleLowerCase('vi');

type ColumnsByRow = ReadonlyMap<number, readonly number[]>;

function byRow(cells: readonly { readonly row: number; readonly column: number }[]): ColumnsByRow {
  const rows = new Map<number, number[]>();
  for (const { row, column } of cells) {
    const columns = rows.get(row);
    if (columns) columns.push(column);
    else rows.set(row, [column]);
  }
  return rows;
}

function touches(cells: ColumnsByRow | undefined, { top, left, bottom, right }: MergedRange): boolean {
  if (!cells) return false;
  const within = (columns: readonly number[] | undefined): boolean =>
    columns?.some((column) => column >= left && column <= right) ?? false;
  if (bottom - top > cells.size) {
    return [...cells].some(([row, columns]) => row >= top && row <= bottom && within(columns));
  }
  for (let row = top; row <= bottom; row += 1) if (within(cells.get(row))) return true;
  return false;
}

function readsOf({ formula }: SheetCell, ownSheet: string): Reads {
  if (!formula || formula.follows || formula.leads) return 'anything';
  const text = formula.text.replace(/"(?:[^"]|"")*"/g, '""');
  if (INDIRECT.test(text)) return 'anything';
  const reads: { sheet: string; range: MergedRange }[] = [];
  const rest = text.replace(REFERENCE, (_all, quoted?: string, plain?: string, ref = '') => {
    reads.push({ sheet: quoted?.replaceAll("''", "'") ?? plain ?? ownSheet, range: rangeOf(ref) });
    return ' ';
  });
  // Several sheets taken together: 'Biểu 1:Biểu 3'!A1.
  if (reads.some(({ sheet }) => sheet.includes(':'))) return 'anything';
  // Names and columns of tables stay as words that are no function.
  const words = rest.replace(/\b(?:TRUE|FALSE)\b/gi, '').replace(/[\p{L}_][\p{L}\p{N}_.]*\s*\(/gu, '(');
  return /[\p{L}_[\]!#]/u.test(words.replace(/\d+(?:\.\d+)?E[+-]?\d+/gi, '')) ? 'anything' : reads;
}

/** The rectangle of "B7", "$B$7:D9", "B:D" or "3:5". */
function rangeOf(ref: string): MergedRange {
  const [first = '', last = first] = ref.replaceAll('$', '').split(':');
  const edge = (text: string, row: number, column: number) => {
    const [, letters, digits] = /^([A-Z]*)(\d*)$/.exec(text) ?? [];
    return { row: digits ? Number(digits) : row, column: letters ? columnNumber(letters) : column };
  };
  const from = edge(first, 1, 1);
  const to = edge(last, MAX_ROWS, MAX_COLUMNS);
  return {
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.max(from.row, to.row),
    right: Math.max(from.column, to.column),
  };
}
