import Papa from 'papaparse';

/** Rows of cells, each as its text. */
export type Block = readonly (readonly string[])[];

/** Cells as Excel puts them on the clipboard: a line a row, tabs between, quotes round what holds either. */
export const writeBlock = (cells: Block): string =>
  Papa.unparse(
    cells.map((row) => [...row]),
    { delimiter: '\t', newline: '\r\n' },
  );

/** Reads what Excel put on the clipboard; it ends each row, also the last, with a line end. */
export function readBlock(text: string): Block {
  return Papa.parse<string[]>(text.replace(/\r?\n$/, ''), { delimiter: '\t' }).data;
}

/**
 * What stands in each cell of a selection when a block is pasted there, as in Excel: it is repeated where the
 * selection is a multiple of it, and goes beyond the selection where it is larger.
 */
export function spread(block: Block, height: number, width: number): Block {
  const blockWidth = Math.max(1, ...block.map((row) => row.length));
  const times = (selected: number, size: number) => (selected % size === 0 ? selected : size);
  const rows = times(height, Math.max(1, block.length));
  const columns = times(width, blockWidth);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => block[row % block.length]?.[column % blockWidth] ?? ''),
  );
}

/** Sum and mean of the numbers among some values. */
export interface Totals {
  readonly count: number;
  readonly numbers: number;
  readonly sum: number;
}

/** What Excel says of a selection below the sheet; empty cells are not counted. */
export function totalsOf(values: readonly (string | number | null)[]): Totals {
  const numbers = values.filter((value) => typeof value === 'number');
  return {
    count: values.filter((value) => value !== null && value !== '').length,
    numbers: numbers.length,
    sum: numbers.reduce((sum, value) => sum + value, 0),
  };
}
