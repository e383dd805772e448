import { rate } from '../reports/figures.ts';
import { type Grid, setHeight, writeCell } from './book.ts';
import { type CellInput, columnLetter } from './cells.ts';
import { type Alignment, FONT, type Font, type Style } from './styles.ts';
import { CELL_PADDING, lineCount, rowHeight } from './text-metrics.ts';

/** How a column's cells look and which type they have in Excel. */
export type CellKind =
  | 'ordinal'
  | 'text'
  | 'centred'
  | 'day'
  | 'count'
  | 'slimCount'
  | 'quantity'
  | 'money'
  | 'rate'
  | 'slimRate'
  | 'mark'
  | 'change'
  | 'rateChange';

/** Address of another column's cell in the same row, for formulas: `D12`. */
export type CellAt = (key: string) => string;

/** Range of a column over all data rows, for formulas: `D12:D71`. */
export type RangeOf = (key: string) => string;

/** One column of a form. */
export type Column<Row> = {
  readonly key: string;
  /** Heading, or group and heading; neighbours of one group stand under one merged heading. */
  readonly heading: string | readonly [group: string, heading: string];
  /** In characters, as Excel counts them. */
  readonly width: number;
  readonly kind: CellKind;
  readonly value: (row: Row, at: CellAt, index: number) => CellInput;
  /** What stands in the `TỔNG CỘNG` row: the sum of the column, or something of its own. */
  readonly total?: 'sum' | ((range: RangeOf, at: CellAt) => CellInput);
};

type PlainColumn = <Row>(
  key: string,
  heading: Column<Row>['heading'],
  width: number,
  value: (row: Row) => CellInput,
  total?: 'sum',
) => Column<Row>;

const plain =
  (kind: CellKind): PlainColumn =>
  (key, heading, width, value, total) => ({
    key,
    heading,
    width,
    kind,
    value,
    ...(total === undefined ? {} : { total }),
  });

/** Columns whose cells hold one value of the row, by kind. */
export const text = plain('text');
export const centred = plain('centred');
export const day = plain('day');
export const count = plain('count');
export const quantity = plain('quantity');
export const money = plain('money');
export const share = plain('rate');
export const change = plain('change');

/** What an indent takes from the width for text, in column units. */
export const INDENT = 2;
/** Type size in tables, in points. */
export const TABLE_SIZE = 12;

type Horizontal = Alignment['horizontal'];

const thin = { style: 'thin' } as const;
const GRID = { top: thin, left: thin, bottom: thin, right: thin };

const font = (size: number, more: Partial<Font> = {}): Font => ({
  name: FONT,
  family: 1,
  size,
  ...more,
});
const aligned = (horizontal: Horizontal, wrapText = true): Alignment => ({
  horizontal,
  vertical: 'middle',
  wrapText,
});
/** Look of a line of text outside the table. */
export const line = (size: number, horizontal: Horizontal, more: Partial<Font> = {}): Style => ({
  font: font(size, more),
  alignment: aligned(horizontal),
});
/** Look of a cell of the table. */
export const boxed = (horizontal: Horizontal, numFmt: string, more: Partial<Font> = {}): Style => ({
  font: font(TABLE_SIZE, more),
  // Numbers stand on the right and never wrap.
  alignment: {
    ...aligned(horizontal, horizontal !== 'right'),
    ...(horizontal === 'center' ? {} : { indent: 1 }),
  },
  border: GRID,
  numFmt,
});

/**
 * Alignment and format by kind. Text has Excel's text format, so that `=1+1` stays text when it is edited too.
 * Slim numbers stand in the middle of columns that are too narrow for an indent. Numbers on the right have a
 * black each that no eye can tell from another's: LibreOffice forgets the indent of a cell that differs from the
 * one before only in its format.
 */
const CELL_LOOK = {
  ordinal: ['center', '0'],
  text: ['left', '@'],
  centred: ['center', '@'],
  day: ['center', 'dd/mm/yyyy'],
  count: ['right', '#,##0', 'FF000000'],
  slimCount: ['center', '#,##0'],
  // Whole or not: a half of something must not print as one.
  quantity: ['right', 'General', 'FF000005'],
  money: ['right', '#,##0', 'FF000000'],
  rate: ['right', '0.0%', 'FF000001'],
  slimRate: ['center', '0.0%'],
  mark: ['right', '0.00', 'FF000002'],
  change: ['right', '+#,##0;-#,##0;0', 'FF000003'],
  rateChange: ['right', '+0.0%;-0.0%;0.0%', 'FF000004'],
} as const satisfies Record<
  CellKind,
  readonly [horizontal: Horizontal, numFmt: string, black?: `FF00000${number}`]
>;

function stylesOf(bold: boolean): Readonly<Record<CellKind, Style>> {
  const look = (kind: CellKind): Style => {
    const [horizontal, numFmt, argb] = CELL_LOOK[kind];
    return boxed(horizontal, numFmt, { ...(bold ? { bold } : {}), ...(argb ? { color: { argb } } : {}) });
  };
  return {
    ordinal: look('ordinal'),
    text: look('text'),
    centred: look('centred'),
    day: look('day'),
    count: look('count'),
    slimCount: look('slimCount'),
    quantity: look('quantity'),
    money: look('money'),
    rate: look('rate'),
    slimRate: look('slimRate'),
    mark: look('mark'),
    change: look('change'),
    rateChange: look('rateChange'),
  };
}

/** Looks of the cells of a row and of a total; shared, so that thousands of cells point to one. */
export const DATA = stylesOf(false);
export const TOTAL = stylesOf(true);
export const HEADING = boxed('center', '@', { bold: true });

/** How every sheet prints: A4 landscape, as wide as the paper, as many pages down as it takes. */
export const A4_LANDSCAPE = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.4, right: 0.4, top: 0.4, bottom: 0.6, header: 0.2, footer: 0.2 },
} as const;
/** Footer "Trang 1/5", below an empty line: LibreOffice cuts the accents off the first. */
export const PAGE_NUMBER = `&C&"${FONT},Regular"&11\nTrang &P/&N`;

/**
 * `done / plan` by a formula that stays empty, not an error, where there is nothing to divide by. A cell
 * without formula when either number is unknown: Excel would take it for 0.
 */
export function ratio(
  done: { readonly cell: string; readonly value: number | null },
  plan: { readonly cell: string; readonly value: number | null },
): CellInput {
  if (done.value === null || plan.value === null) return null;
  return {
    formula: `IF(${plan.cell}=0,"",${done.cell}/${plan.cell})`,
    result: rate(done.value, plan.value) ?? '',
  };
}

/** Writes one row as high as its texts need, and returns what its cells got. */
export function addDataRow<Row>(
  grid: Grid,
  columns: readonly Column<Row>[],
  row: Row,
  rowNumber: number,
  index: number,
): readonly CellInput[] {
  const at = cellAt(columns, rowNumber);
  let lines = 1;
  const values = columns.map((column, offset) => {
    const value = column.value(row, at, index);
    writeCell(grid, rowNumber, offset + 1, DATA[column.kind], value, column.kind === 'day');
    lines = Math.max(lines, linesOf(column, value));
    return value;
  });
  setHeight(grid, rowNumber, rowHeight(lines, TABLE_SIZE));
  return values;
}

/** How many lines a value takes in its column. */
export function linesOf<Row>({ kind, width }: Column<Row>, value: CellInput): number {
  if (typeof value !== 'string' || kind === 'day') return 1;
  return lineCount(value, width - paddingOf(kind), TABLE_SIZE, false);
}

/** Only text to the left is indented among the cells that wrap. */
function paddingOf(kind: CellKind): number {
  return CELL_LOOK[kind][0] === 'left' ? CELL_PADDING + INDENT : CELL_PADDING;
}

/** The addresses of a row's cells by the keys of their columns. */
export function cellAt<Row>(columns: readonly Column<Row>[], row: number): CellAt {
  return (key) => {
    const index = columns.findIndex((column) => column.key === key);
    if (index === -1) throw new Error(`the form has no column "${key}"`);
    return `${columnLetter(index + 1)}${row}`;
  };
}

/** A column's own heading, without its group. */
export function headingText<Row>({ heading }: Column<Row>): string {
  return typeof heading === 'string' ? heading : heading[1];
}
