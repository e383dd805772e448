import type { LegacyEncoding } from '../text/legacy-encodings.ts';

/** What a cell holds before anybody interprets it. A formula counts as its stored result. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formula-without-result';

/** What was put right in a cell's text while it was read. */
export type TextRepair = LegacyEncoding | 'nfd' | 'control';

/** One cell as read. In a merged range every position holds the range's first cell. */
export interface RawCell {
  /** Row of the cell in the file, from 1; in a merged range the first row. */
  readonly row: number;
  /** Column from 1 (A = 1); in a merged range the first column. */
  readonly column: number;
  readonly kind: CellKind;
  /**
   * Unicode text, NFC, spaces collapsed: numbers as plain digits, dates as dd/mm/yyyy, an error as
   * Excel shows it ("#N/A").
   */
  readonly text: string;
  /** The value of a `number`. */
  readonly number?: number;
  readonly repairs: readonly TextRepair[];
  /** The text as it stands in the file, when something was put right. */
  readonly original?: string;
  /** Typed by a person in place of what stands in the file. */
  readonly mended?: true;
}

/** Shared, because most of a large table's cells need no repair. */
export const NO_REPAIRS: readonly TextRepair[] = [];

/** A row that holds something; cells by column, the first column at index 0, empty ones undefined. */
export interface RawRow {
  readonly row: number;
  readonly cells: readonly (RawCell | undefined)[];
}

/** One sheet; a CSV file is one sheet without a name. */
export interface RawSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows with at least one cell that is not empty, from the top. */
  readonly rows: readonly RawRow[];
}

/** A file of cells, text repaired, nothing interpreted. */
export interface RawTable {
  readonly fileName: string;
  /** In CSV everything is text, so a number kept as text says nothing there. */
  readonly format: 'xlsx' | 'csv';
  readonly sheets: readonly RawSheet[];
}

/** Excel's own limit; what is longer is cut, and is far too long for any field anyway. */
export const MAX_CELL_TEXT = 32_767;

/** Cells of one file that are read at most; the country's 43,000 schools × 16 columns fit. */
export const MAX_CELLS = 800_000;

/** "B7" for row 7, column 2. */
export const cellAddress = (row: number, column: number): string => `${columnLetters(column)}${row}`;

/** "AB" for 28. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
