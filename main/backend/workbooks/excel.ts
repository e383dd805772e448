import ExcelJS from 'exceljs';
import { rate } from '../reports/figures.ts';

/** A value with the formula that yields it; `result` is what readers see that don't calculate. */
export type Formula = { readonly formula: string; readonly result: number | string };

/** What a cell holds: text, a number, a day (`YYYY-MM-DD`, in a column of kind `day`), a formula or nothing. */
export type CellInput = string | number | Formula | null;

/** How a column's cells look and which type they have in Excel. */
export type CellKind =
  | 'text'
  | 'centred'
  | 'day'
  | 'count'
  | 'money'
  | 'rate'
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
export const money = plain('money');
export const share = plain('rate');
export const change = plain('change');

/** What every sheet of one workbook has in common. */
export type Letterhead = {
  readonly parentBody: string;
  readonly issuingBody: string;
  readonly subtitle: string;
  readonly periodLine: string;
  /** Stamped on every sheet and page of a rehearsal; null for real figures. */
  readonly stamp: string | null;
  readonly placeAndDate: string;
  readonly preparedBy: { readonly post: string; readonly name: string | null };
  readonly head: { readonly post: string; readonly name: string | null };
};

/** One official form: its texts, columns and rows. */
export type Form<Row> = {
  readonly sheetName: string;
  /** "Biểu số 01", or null for a sheet that is no form. */
  readonly number: string | null;
  readonly title: string;
  readonly unitLine: string | null;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** How many columns stay in place when scrolling and are repeated on a second page across. */
  readonly frozenColumns: number;
  /** How many columns the first page across holds; all, unless the table is too wide to be read on one. */
  readonly firstPageColumns?: number;
  readonly pagesWide?: number;
  readonly signed: boolean;
};

/** Excel's own bound for the characters of one cell. */
const MAX_CELL_CHARACTERS = 32_767;
/** Nothing may stand closer to a border than this many characters, else Excel wraps it. */
const CELL_PADDING = 1;
/** Character widths that hold Quốc hiệu in bold 12 pt on one line (88 mm). */
const MOTTO_BLOCK_WIDTH = 52;
const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
const NOTHING_TO_REPORT = 'Không phát sinh';
const FONT = 'Times New Roman';
const TABLE_SIZE = 12;

type Style = Partial<ExcelJS.Style>;

const thin = { style: 'thin' } as const;
const GRID = { top: thin, left: thin, bottom: thin, right: thin };

const font = (size: number, more: Partial<ExcelJS.Font> = {}): Partial<ExcelJS.Font> => ({
  name: FONT,
  family: 1,
  size,
  ...more,
});
const aligned = (horizontal: 'left' | 'center' | 'right'): Partial<ExcelJS.Alignment> => ({
  horizontal,
  vertical: 'middle',
  wrapText: true,
});
const line = (
  size: number,
  horizontal: 'left' | 'center' | 'right',
  more: Partial<ExcelJS.Font> = {},
): Style => ({
  font: font(size, more),
  alignment: aligned(horizontal),
});
const boxed = (
  horizontal: 'left' | 'center' | 'right',
  numFmt: string,
  more: Partial<ExcelJS.Font> = {},
): Style => ({
  font: font(TABLE_SIZE, more),
  alignment: aligned(horizontal),
  border: GRID,
  numFmt,
});

/**
 * The styles of all cells. They are shared by reference: exceljs then keeps one style for thousands of cells
 * instead of comparing each. Text is of Excel's text format, so that `=1+1` stays text when it is edited too.
 */
const CELL_LOOK = {
  text: ['left', '@'],
  centred: ['center', '@'],
  day: ['center', 'dd/mm/yyyy'],
  count: ['right', '#,##0'],
  money: ['right', '#,##0'],
  rate: ['right', '0.0%'],
  mark: ['right', '0.00'],
  change: ['right', '+#,##0;-#,##0;0'],
  rateChange: ['right', '+0.0%;-0.0%;0.0%'],
} as const satisfies Record<CellKind, readonly ['left' | 'center' | 'right', string]>;

const stylesOf = (more: Partial<ExcelJS.Font>): Readonly<Record<CellKind, Style>> => ({
  text: boxed(...CELL_LOOK.text, more),
  centred: boxed(...CELL_LOOK.centred, more),
  day: boxed(...CELL_LOOK.day, more),
  count: boxed(...CELL_LOOK.count, more),
  money: boxed(...CELL_LOOK.money, more),
  rate: boxed(...CELL_LOOK.rate, more),
  mark: boxed(...CELL_LOOK.mark, more),
  change: boxed(...CELL_LOOK.change, more),
  rateChange: boxed(...CELL_LOOK.rateChange, more),
});

const DATA = stylesOf({});
const TOTAL = stylesOf({ bold: true });
const LOOK = {
  stamp: line(14, 'center', { bold: true, color: { argb: 'FFC00000' } }),
  parentBody: line(12, 'center'),
  issuingBody: line(12, 'center', { bold: true }),
  nation: line(12, 'center', { bold: true }),
  motto: line(13, 'center', { bold: true }),
  rule: { border: { top: thin } },
  title: line(14, 'center', { bold: true }),
  subtitle: line(13, 'center', { bold: true }),
  period: line(13, 'center', { italic: true }),
  formNumber: line(12, 'left', { bold: true }),
  unitLine: line(12, 'right', { italic: true }),
  heading: boxed('center', '@', { bold: true }),
  columnNumber: boxed('center', '@', { italic: true }),
  nothing: boxed('center', '@', { italic: true }),
  totalLabel: boxed('center', '@', { bold: true }),
  placeAndDate: line(13, 'center', { italic: true }),
  post: line(13, 'center', { bold: true }),
  hint: line(12, 'center', { italic: true }),
  name: line(13, 'center', { bold: true }),
} as const satisfies Record<string, Style>;

/** An empty workbook with its properties. `createdOn` is a day (`YYYY-MM-DD`). */
export function newWorkbook(properties: {
  readonly title: string;
  readonly creator: string;
  readonly createdOn: string;
}): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  workbook.title = cellText(properties.title);
  workbook.creator = cellText(properties.creator);
  workbook.lastModifiedBy = workbook.creator;
  workbook.created = dateOf(properties.createdOn);
  workbook.modified = workbook.created;
  return workbook;
}

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

/** Adds one form as a sheet: letterhead, title, headings, rows, total, signatures, and how it prints. */
export function addForm<Row>(workbook: ExcelJS.Workbook, letterhead: Letterhead, form: Form<Row>): void {
  const sheet = workbook.addWorksheet(form.sheetName, {
    properties: { defaultRowHeight: 16.5 },
    pageSetup: pageSetupOf(form),
    headerFooter: headerFooterOf(letterhead, form),
  });
  for (const [index, column] of form.columns.entries()) sheet.getColumn(index + 1).width = column.width;

  const page: Page = {
    sheet,
    widths: form.columns.slice(0, form.firstPageColumns).map((column) => column.width),
  };
  const headingRow = addTop(page, letterhead, form);
  const numberRow = addHeadings(sheet, form.columns, headingRow);
  const lastRow = addRows(sheet, form, numberRow + 1);
  if (form.signed) addSignatures(page, letterhead, lastRow + 2);

  sheet.pageSetup.printTitlesRow = `${headingRow}:${numberRow}`;
  if ((form.pagesWide ?? 1) > 1) sheet.pageSetup.printTitlesColumn = `A:${columnLetter(form.frozenColumns)}`;
  sheet.views = [
    { state: 'frozen', xSplit: form.frozenColumns, ySplit: numberRow, zoomScale: 90, showGridLines: false },
  ];
}

/** Adds a plain list: one row of headings, then the rows; made to be read back by programs. */
export function addList<Row>(
  workbook: ExcelJS.Workbook,
  sheetName: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): void {
  const sheet = workbook.addWorksheet(sheetName, {
    properties: { defaultRowHeight: 16.5 },
    pageSetup: { ...A4_LANDSCAPE, printTitlesRow: '1:1' },
    headerFooter: { oddFooter: PAGE_NUMBER },
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  for (const [index, column] of columns.entries()) {
    sheet.getColumn(index + 1).width = column.width;
    writeCell(sheet, 1, index + 1, LOOK.heading, headingPath(column).join(' '));
  }
  fitRow(
    sheet,
    1,
    columns.map((column) => [headingPath(column).join(' '), column.width]),
    TABLE_SIZE,
  );
  for (const [index, row] of rows.entries()) addDataRow(sheet, columns, row, index + 2, index);
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } };
}

/** The columns that the first page shows: letterhead, titles and signatures keep inside them. */
type Page = { readonly sheet: ExcelJS.Worksheet; readonly widths: readonly number[] };
type Span = readonly [first: number, last: number];

const A4_LANDSCAPE = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.6, right: 0.6, top: 0.75, bottom: 0.75, header: 0.35, footer: 0.35 },
} as const satisfies Partial<ExcelJS.PageSetup>;
const PAGE_NUMBER = `&C&"${FONT},Regular"&11Trang &P/&N`;

function pageSetupOf<Row>(form: Form<Row>): Partial<ExcelJS.PageSetup> {
  return { ...A4_LANDSCAPE, fitToWidth: form.pagesWide ?? 1, pageOrder: 'overThenDown' };
}

function headerFooterOf<Row>(letterhead: Letterhead, form: Form<Row>): Partial<ExcelJS.HeaderFooter> {
  const name = form.number ?? form.sheetName;
  return {
    oddFooter: `&L&"${FONT},Italic"&11${name}${PAGE_NUMBER}`,
    ...(letterhead.stamp === null ? {} : { oddHeader: `&C&"${FONT},Bold"&14&KC00000${letterhead.stamp}` }),
  };
}

/** Writes what stands above the table and returns the row where its headings begin. */
function addTop<Row>(page: Page, letterhead: Letterhead, form: Form<Row>): number {
  const [left, right] = halves(page.widths);
  const all: Span = [1, page.widths.length];
  let row = 1;
  if (letterhead.stamp !== null) addLine(page, row++, [[all, LOOK.stamp, letterhead.stamp]]);
  addLine(page, row++, [
    [left, LOOK.parentBody, upper(letterhead.parentBody)],
    [right, LOOK.nation, NATION],
  ]);
  const issuingBody = upper(letterhead.issuingBody);
  addLine(page, row++, [
    [left, LOOK.issuingBody, issuingBody],
    [right, LOOK.motto, MOTTO],
  ]);
  // Nghị định 30/2020/NĐ-CP, Phụ lục I: a third to a half of the name on the left, the motto's length on the right.
  addRule(page, row, left, Math.min(textWidth(issuingBody, 12), widthOf(page.widths, left)) * 0.45);
  addRule(page, row, right, textWidth(MOTTO, 13));
  page.sheet.getRow(row++).height = 7;
  addLine(page, row++, [[all, LOOK.title, upper(form.title)]]);
  addLine(page, row++, [[all, LOOK.subtitle, letterhead.subtitle]]);
  addLine(page, row++, [[all, LOOK.period, letterhead.periodLine]]);
  addLine(page, row++, [
    [left, LOOK.formNumber, form.number ?? ''],
    [right, LOOK.unitLine, form.unitLine ?? ''],
  ]);
  return row;
}

/** Writes the headings in one or two rows, then the row (1)(2)(3)…, and returns the number of that row. */
function addHeadings<Row>(sheet: ExcelJS.Worksheet, columns: readonly Column<Row>[], top: number): number {
  const grouped = columns.some((column) => headingPath(column).length > 1);
  const bottom = grouped ? top + 1 : top;
  const groupTexts: [string, number][] = [];
  const singleTexts: [string, number][] = [];
  const lowerTexts: [string, number][] = [];
  for (const [index, column] of columns.entries()) {
    const [first, second] = headingPath(column);
    const letter = index + 1;
    if (second === undefined) {
      writeCell(sheet, top, letter, LOOK.heading, first);
      writeCell(sheet, bottom, letter, LOOK.heading, bottom === top ? first : null);
      if (grouped) sheet.mergeCells(top, letter, bottom, letter);
      singleTexts.push([first, column.width]);
      continue;
    }
    writeCell(sheet, bottom, letter, LOOK.heading, second);
    lowerTexts.push([second, column.width]);
    if (headingGroup(columns[index - 1]) === first) continue;
    const members = columns.slice(index).findIndex((next) => headingGroup(next) !== first);
    const size = members === -1 ? columns.length - index : members;
    for (let offset = 0; offset < size; offset++) {
      writeCell(sheet, top, letter + offset, LOOK.heading, offset === 0 ? first : null);
    }
    if (size > 1) sheet.mergeCells(top, letter, top, letter + size - 1);
    groupTexts.push([first, columns.slice(index, index + size).reduce((sum, { width }) => sum + width, 0)]);
  }
  fitRow(sheet, top, grouped ? groupTexts : singleTexts, TABLE_SIZE, true);
  if (grouped) {
    fitRow(sheet, bottom, lowerTexts, TABLE_SIZE, true);
    const upperHeight = sheet.getRow(top).height;
    const missing = heightOf(singleTexts, TABLE_SIZE, true) - upperHeight - sheet.getRow(bottom).height;
    if (missing > 0) sheet.getRow(bottom).height += missing;
  }
  const numberRow = bottom + 1;
  for (const index of columns.keys()) {
    writeCell(sheet, numberRow, index + 1, LOOK.columnNumber, `(${index + 1})`);
  }
  return numberRow;
}

/** Writes the rows and their total, or that there are none; returns the last row written. */
function addRows<Row>(sheet: ExcelJS.Worksheet, form: Form<Row>, first: number): number {
  const { columns, rows } = form;
  if (rows.length === 0) {
    for (const index of columns.keys()) {
      writeCell(sheet, first, index + 1, LOOK.nothing, index === 0 ? NOTHING_TO_REPORT : null);
    }
    sheet.mergeCells(first, 1, first, form.firstPageColumns ?? columns.length);
    return first;
  }
  const sums = columns.map(() => 0);
  for (const [index, row] of rows.entries()) {
    for (const [column, value] of addDataRow(sheet, columns, row, first + index, index).entries()) {
      const number = typeof value === 'object' ? value?.result : value;
      if (typeof number === 'number') sums[column] = (sums[column] ?? 0) + number;
    }
  }
  const last = first + rows.length - 1;
  const firstTotal = columns.findIndex((column) => column.total !== undefined);
  if (firstTotal < 1) return last;

  const totalRow = last + 1;
  const at = cellAt(columns, totalRow);
  const range: RangeOf = (key) => `${cellAt(columns, first)(key)}:${cellAt(columns, last)(key)}`;
  for (const [index, { key, kind, total }] of columns.entries()) {
    if (total === undefined) {
      writeCell(sheet, totalRow, index + 1, LOOK.totalLabel, index === 0 ? 'TỔNG CỘNG' : null);
    } else {
      const value =
        total === 'sum' ? { formula: `SUM(${range(key)})`, result: sums[index] ?? 0 } : total(range, at);
      writeCell(sheet, totalRow, index + 1, TOTAL[kind], value);
    }
  }
  if (firstTotal > 1) sheet.mergeCells(totalRow, 1, totalRow, firstTotal);
  return totalRow;
}

function addSignatures(page: Page, letterhead: Letterhead, top: number): void {
  const [left, right] = halves(page.widths);
  let row = top;
  addLine(page, row++, [[right, LOOK.placeAndDate, letterhead.placeAndDate]]);
  addLine(page, row++, [
    [left, LOOK.post, upper(letterhead.preparedBy.post)],
    [right, LOOK.post, upper(letterhead.head.post)],
  ]);
  addLine(page, row++, [
    [left, LOOK.hint, '(Ký, ghi rõ họ tên)'],
    [right, LOOK.hint, '(Ký, ghi rõ họ tên và đóng dấu)'],
  ]);
  // Room for signature and stamp: about 40 mm on paper at the usual scale.
  page.sheet.getRow(row++).height = 90;
  addLine(page, row, [
    [left, LOOK.name, letterhead.preparedBy.name ?? ''],
    [right, LOOK.name, letterhead.head.name ?? ''],
  ]);
}

function addDataRow<Row>(
  sheet: ExcelJS.Worksheet,
  columns: readonly Column<Row>[],
  row: Row,
  rowNumber: number,
  index: number,
): readonly CellInput[] {
  const at = cellAt(columns, rowNumber);
  return columns.map((column, offset) => {
    const value = column.value(row, at, index);
    writeCell(sheet, rowNumber, offset + 1, DATA[column.kind], value, column.kind === 'day');
    return value;
  });
}

/** Writes one line of merged parts and makes it as high as its longest text needs: Excel doesn't for merged cells. */
function addLine(page: Page, row: number, parts: readonly (readonly [Span, Style, string])[]): void {
  const texts: [string, number][] = [];
  let size = TABLE_SIZE;
  let bold = false;
  for (const [[first, last], style, text] of parts) {
    writeCell(page.sheet, row, first, style, text === '' ? null : text);
    if (last > first) page.sheet.mergeCells(row, first, row, last);
    texts.push([text, widthOf(page.widths, [first, last])]);
    size = Math.max(size, style.font?.size ?? TABLE_SIZE);
    bold ||= style.font?.bold ?? false;
  }
  fitRow(page.sheet, row, texts, size, bold);
}

/** Draws a rule at the top of a row, centred in a span: a border of the cells whose widths come nearest to `length`. */
function addRule(page: Page, row: number, [first, last]: Span, length: number): void {
  const middle = widthOf(page.widths, [1, first - 1]) + widthOf(page.widths, [first, last]) / 2;
  let best: Span = [first, last];
  let bestMiss = Number.POSITIVE_INFINITY;
  for (let from = first; from <= last; from++) {
    for (let to = from; to <= last; to++) {
      const width = widthOf(page.widths, [from, to]);
      const offCentre = Math.abs(widthOf(page.widths, [1, from - 1]) + width / 2 - middle);
      const miss = Math.abs(width - length) + 2 * offCentre;
      if (miss < bestMiss) {
        best = [from, to];
        bestMiss = miss;
      }
    }
  }
  for (let column = best[0]; column <= best[1]; column++) writeCell(page.sheet, row, column, LOOK.rule, null);
}

function writeCell(
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

/** Splits the columns in two: the right part holds Quốc hiệu on one line, the left gets what is nearest to 45 %. */
function halves(widths: readonly number[]): readonly [Span, Span] {
  const total = widthOf(widths, [1, widths.length]);
  let split = 1;
  let bestMiss = Number.POSITIVE_INFINITY;
  for (let columns = 1; columns < widths.length; columns++) {
    const left = widthOf(widths, [1, columns]);
    const tooNarrow = total - left < MOTTO_BLOCK_WIDTH ? total : 0;
    const miss = Math.abs(left - total * 0.45) + tooNarrow;
    if (miss < bestMiss) {
      split = columns;
      bestMiss = miss;
    }
  }
  return [
    [1, split],
    [split + 1, widths.length],
  ];
}

function fitRow(
  sheet: ExcelJS.Worksheet,
  row: number,
  texts: readonly (readonly [text: string, width: number])[],
  size: number,
  bold = false,
): void {
  sheet.getRow(row).height = heightOf(texts, size, bold);
}

/** Height in points that wrapped texts need in cells of the given widths. */
function heightOf(
  texts: readonly (readonly [text: string, width: number])[],
  size: number,
  bold: boolean,
): number {
  const lines = Math.max(1, ...texts.map(([text, width]) => lineCount(text, width, size, bold)));
  return Math.min(409, Math.ceil(lines * size * 1.25) + 3);
}

/** How many lines a text takes when it wraps at spaces in a cell of `width` characters. */
function lineCount(text: string, width: number, size: number, bold: boolean): number {
  const room = width - CELL_PADDING;
  const space = textWidth(' ', size, bold);
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    let used = 0;
    lines++;
    for (const word of paragraph.split(' ')) {
      const wordWidth = textWidth(word, size, bold);
      if (used > 0 && used + space + wordWidth > room) {
        lines++;
        used = wordWidth;
      } else {
        used += (used > 0 ? space : 0) + wordWidth;
      }
    }
  }
  return lines;
}

/**
 * Width of a text in Excel's column units, from the rough widths of Times New Roman's letters. A unit is
 * 7 pixels at 96 dots an inch, a digit of Excel's default font.
 */
function textWidth(text: string, size: number, bold = true): number {
  let ems = 0;
  for (const character of text.normalize('NFD')) {
    if (/\p{M}/u.test(character)) continue;
    if (/[ .,;:!|'()[\]/fijltrI-]/.test(character)) ems += 0.31;
    else if (/[mwMW%–]/.test(character)) ems += 0.86;
    else ems += /\p{Lu}/u.test(character) ? 0.7 : 0.49;
  }
  return ((ems * size * 96) / 72 / 7) * (bold ? 1.06 : 1);
}

function widthOf(widths: readonly number[], [first, last]: Span): number {
  return widths.slice(first - 1, last).reduce((sum, width) => sum + width, 0);
}

function cellAt<Row>(columns: readonly Column<Row>[], row: number): CellAt {
  return (key) => {
    const index = columns.findIndex((column) => column.key === key);
    if (index === -1) throw new Error(`the form has no column "${key}"`);
    return `${columnLetter(index + 1)}${row}`;
  };
}

/** 1 is A, 27 is AA. */
function columnLetter(column: number): string {
  const rest = (column - 1) % 26;
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? columnLetter(before) : ''}${String.fromCharCode(65 + rest)}`;
}

function headingPath<Row>(column: Column<Row>): readonly [string, string?] {
  return typeof column.heading === 'string' ? [column.heading] : column.heading;
}

function headingGroup<Row>(column: Column<Row> | undefined): string | null {
  return column === undefined || typeof column.heading === 'string' ? null : column.heading[0];
}

function upper(text: string): string {
  return text.toLocaleUpperCase('vi');
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
