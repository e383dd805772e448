import type ExcelJS from 'exceljs';
import { rate } from '../reports/figures.ts';
import { Workbook } from './exceljs.ts';
import { CELL_PADDING, lineCount, rowHeight } from './text-metrics.ts';

/** A value with the formula that yields it; `result` is what readers see that don't calculate. */
export type Formula = { readonly formula: string; readonly result: number | string };

/** What a cell holds: text, a number, a day (`YYYY-MM-DD`, in a column of kind `day`), a formula or nothing. */
export type CellInput = string | number | Formula | null;

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

/** Excel's own bound for the characters of one cell. */
const MAX_CELL_CHARACTERS = 32_767;
/** What an indent takes from the width for text, in column units. */
export const INDENT = 2;
/** The font of all official papers (Nghị định 30/2020/NĐ-CP, Phụ lục I); every office computer has it. */
export const FONT = 'Times New Roman';
/** Type size in tables, in points. */
export const TABLE_SIZE = 12;

/** The look of a cell. */
export type Style = Partial<ExcelJS.Style>;
type Horizontal = 'left' | 'center' | 'right';

const thin = { style: 'thin' } as const;
const GRID = { top: thin, left: thin, bottom: thin, right: thin };

const font = (size: number, more: Partial<ExcelJS.Font> = {}): Partial<ExcelJS.Font> => ({
  name: FONT,
  family: 1,
  size,
  ...more,
});
const aligned = (horizontal: Horizontal, wrapText = true): Partial<ExcelJS.Alignment> => ({
  horizontal,
  vertical: 'middle',
  wrapText,
});
/** Look of a line of text outside the table. */
export const line = (size: number, horizontal: Horizontal, more: Partial<ExcelJS.Font> = {}): Style => ({
  font: font(size, more),
  alignment: aligned(horizontal),
});
/** Look of a cell of the table. */
export const boxed = (horizontal: Horizontal, numFmt: string, more: Partial<ExcelJS.Font> = {}): Style => ({
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

/**
 * Looks of the cells of a row and of a total. Looks are shared by reference: exceljs then keeps one style for
 * thousands of cells instead of comparing each.
 */
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
} as const satisfies Partial<ExcelJS.PageSetup>;
/** Footer "Trang 1/5", below an empty line: LibreOffice cuts the accents off the first. */
export const PAGE_NUMBER = `&C&"${FONT},Regular"&11\nTrang &P/&N`;

/** What a workbook says about itself. `createdOn` is a day (`YYYY-MM-DD`). */
export interface WorkbookProperties {
  readonly title: string;
  readonly creator: string;
  readonly createdOn: string;
}

/** An empty workbook with its properties. */
export function newWorkbook(properties: WorkbookProperties): ExcelJS.Workbook {
  const workbook = new Workbook();
  setDefaultFont(workbook);
  workbook.title = cellText(properties.title);
  workbook.creator = cellText(properties.creator);
  workbook.lastModifiedBy = workbook.creator;
  workbook.created = dateOf(properties.createdOn);
  workbook.modified = workbook.created;
  return workbook;
}

/**
 * Makes our font the workbook's default, in which the widths of columns are measured. exceljs knows only Calibri:
 * where that is missing, columns get a third wider and print a third smaller.
 */
function setDefaultFont(workbook: ExcelJS.Workbook): void {
  Object.assign(workbook.xlsx, {
    addStyles(
      zip: { readonly append: (content: string, entry: { readonly name: string }) => void },
      { styles }: { readonly styles: { readonly xml: string } },
    ) {
      zip.append(withDefaultFont(styles.xml), { name: 'xl/styles.xml' });
    },
  });
}

/** The styles as the library writes them, with our font as the first one. */
export const withDefaultFont = (xml: string): string =>
  xml.replace(
    '<family val="2"/><scheme val="minor"/><sz val="11"/><name val="Calibri"/>',
    `<family val="1"/><sz val="11"/><name val="${FONT}"/>`,
  );

/** The file's bytes. */
export async function workbookBytes(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

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

/** A width, in characters, that exceljs takes for Excel's own and leaves out; Excel's is narrower. */
const LEFT_OUT = 9;
/** The least by which widths differ in a file. */
const WIDTH_STEP = 1 / 256;

/** Makes the columns as wide as they say. */
export function setWidths(sheet: ExcelJS.Worksheet, columns: readonly { readonly width: number }[]): void {
  for (const [index, { width }] of columns.entries())
    sheet.getColumn(index + 1).width = width === LEFT_OUT ? width + WIDTH_STEP : width;
}

/** Writes one row as high as its texts need, and returns what its cells got. */
export function addDataRow<Row>(
  sheet: ExcelJS.Worksheet,
  columns: readonly Column<Row>[],
  row: Row,
  rowNumber: number,
  index: number,
): readonly CellInput[] {
  const at = cellAt(columns, rowNumber);
  let lines = 1;
  const values = columns.map((column, offset) => {
    const value = column.value(row, at, index);
    writeCell(sheet, rowNumber, offset + 1, DATA[column.kind], value, column.kind === 'day');
    lines = Math.max(lines, linesOf(column, value));
    return value;
  });
  sheet.getRow(rowNumber).height = rowHeight(lines, TABLE_SIZE);
  return values;
}

/** Writes one cell; `isDay` turns a day (`YYYY-MM-DD`) into a real date. */
export function writeCell(
  sheet: ExcelJS.Worksheet,
  row: number,
  column: number,
  style: Style,
  value: CellInput,
  isDay = false,
): void {
  const cell = sheet.getRow(row).getCell(column);
  cell.style = style;
  if (value === null) return;
  if (typeof value === 'string') cell.value = isDay ? dateOf(value) : cellText(value);
  else if (typeof value === 'number') cell.value = value;
  else cell.value = { formula: value.formula, result: value.result };
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

/** 1 is A, 27 is AA. */
export function columnLetter(column: number): string {
  const rest = (column - 1) % 26;
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? columnLetter(before) : ''}${String.fromCharCode(65 + rest)}`;
}

/** A column's own heading, without its group. */
export function headingText<Row>({ heading }: Column<Row>): string {
  return typeof heading === 'string' ? heading : heading[1];
}

/** A day (`YYYY-MM-DD`) as exceljs takes it. */
export function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
