import type ExcelJS from 'exceljs';
import {
  A4_LANDSCAPE,
  addDataRow,
  boxed,
  type Column,
  cellAt,
  FONT,
  HEADING,
  headingText,
  line,
  PAGE_NUMBER,
  type RangeOf,
  type Style,
  setWidths,
  TABLE_SIZE,
  TOTAL,
  writeCell,
} from './excel.ts';
import { CELL_PADDING, heightOf, LEAST_ROW_HEIGHT, PIXELS_PER_UNIT, textWidth } from './text-metrics.ts';

/** What every sheet of one workbook has in common. */
export type Letterhead = {
  readonly parentBody: string;
  readonly issuingBody: string;
  /** One line where it fits, else two. */
  readonly subtitle: readonly [programme: string, units: string];
  readonly periodLine: string;
  /** Stamped on every sheet and page of a rehearsal; null for real figures. */
  readonly stamp: string | null;
  /** Which state of the journal the figures tell of; printed small in the foot of every page. */
  readonly journalMark?: string | undefined;
  readonly placeAndDate: string;
  readonly preparedBy: { readonly post: string; readonly name: string | null };
  readonly head: { readonly post: string; readonly name: string | null };
  /** What `addInk` gave. */
  readonly ink: number;
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
  /** How many columns stay in place when scrolling. */
  readonly frozenColumns: number;
  readonly signed: boolean;
  /** Lines below the table. */
  readonly notes?: readonly string[];
};

/** Character widths that hold Quốc hiệu in bold 12 pt on one line (88 mm). */
const NATION_WIDTH = 50;
const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
const NOTHING_TO_REPORT = 'Không phát sinh';
const BLACK_DOT_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==';
const EMU_PER_PIXEL = 9525;
const A4_INCHES = { long: 11.69, short: 8.27 };

const LOOK = {
  stamp: line(14, 'center', { bold: true, color: { argb: 'FFC00000' } }),
  parentBody: line(12, 'center'),
  issuingBody: line(12, 'center', { bold: true }),
  nation: line(12, 'center', { bold: true }),
  motto: line(13, 'center', { bold: true }),
  title: line(14, 'center', { bold: true }),
  subtitle: line(13, 'center', { bold: true }),
  period: line(13, 'center', { italic: true }),
  formNumber: line(12, 'left', { bold: true }),
  unitLine: line(12, 'right', { italic: true }),
  note: line(12, 'left', { italic: true }),
  columnNumber: boxed('center', '@', { italic: true }),
  nothing: boxed('center', '@', { italic: true }),
  totalLabel: boxed('center', '@', { bold: true }),
  placeAndDate: line(13, 'center', { italic: true }),
  post: line(13, 'center', { bold: true }),
  hint: line(12, 'center', { italic: true }),
  name: line(13, 'center', { bold: true }),
} as const satisfies Record<string, Style>;

/** Puts the picture of one black dot into a workbook, from which forms draw their rules; returns its number. */
export function addInk(workbook: ExcelJS.Workbook): number {
  return workbook.addImage({ base64: BLACK_DOT_PNG, extension: 'png' });
}

/** Adds one form as a sheet: letterhead, title, headings, rows, total, signatures, and how it prints. */
export function addForm<Row>(workbook: ExcelJS.Workbook, letterhead: Letterhead, form: Form<Row>): void {
  const sheet = workbook.addWorksheet(form.sheetName, {
    pageSetup: A4_LANDSCAPE,
    headerFooter: { oddFooter: footerOf(letterhead, form.number ?? form.sheetName) },
  });
  setWidths(sheet, form.columns);

  const widths = form.columns.map((column) => column.width);
  const page: Page = { sheet, widths, halves: halves(widths) };
  const headingRow = addTop(page, letterhead, form);
  const numberRow = addHeadings(sheet, form.columns, headingRow);
  let lastRow = addRows(sheet, form, numberRow + 1);
  for (const note of form.notes ?? []) addLine(page, ++lastRow, [[[1, widths.length], LOOK.note, note]]);
  sheet.pageSetup.printTitlesRow = `${headingRow}:${numberRow}`;
  if (form.signed) {
    const end = addSignatures(page, letterhead, lastRow + 2);
    const lastTwoRows = Math.max(numberRow + 1, numberRow + form.rows.length - 1);
    keepOnOnePage(page, [headingRow, numberRow], [lastTwoRows, end]);
  }
  sheet.views = [
    { state: 'frozen', xSplit: form.frozenColumns, ySplit: numberRow, zoomScale: 90, showGridLines: false },
  ];
}

/** A sheet and the widths of its columns, in two parts for what stands side by side. */
type Page = {
  readonly sheet: ExcelJS.Worksheet;
  readonly widths: readonly number[];
  readonly halves: readonly [left: Span, right: Span];
};
type Span = readonly [first: number, last: number];

/** Number or name of the form, page, and the stamp: the sheet's own stamp is only on the first page. */
export function footerOf({ stamp, journalMark }: Letterhead, name: string): string {
  const mark = journalMark ? `&"${FONT},Regular"&8&K666666   ${journalMark}` : '';
  const left = `&L&"${FONT},Italic"&11\n${name}${mark}`;
  return `${left}${PAGE_NUMBER}${stamp === null ? '' : `&R&"${FONT},Bold"&11&KC00000\n${stamp}`}`;
}

/** Writes what stands above the table and returns the row where its headings begin. */
function addTop<Row>(page: Page, letterhead: Letterhead, form: Form<Row>): number {
  const [left, right] = page.halves;
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
  addRule(
    page,
    letterhead.ink,
    row,
    left,
    Math.min(textWidth(issuingBody, 12, true), widthOf(page.widths, left)) * 0.42,
  );
  addRule(page, letterhead.ink, row, right, textWidth(MOTTO, 13, true));
  page.sheet.getRow(row++).height = 7;
  addLine(page, row++, [[all, LOOK.title, upper(form.title)]]);
  const subtitle = letterhead.subtitle.join(' ').trim();
  const fits = textWidth(subtitle, 13, true) <= widthOf(page.widths, all) - CELL_PADDING;
  addLine(page, row++, [[all, LOOK.subtitle, fits ? subtitle : letterhead.subtitle.join('\n')]]);
  addLine(page, row++, [[all, LOOK.period, letterhead.periodLine]]);
  addLine(page, row++, [
    [left, LOOK.formNumber, form.number ?? ''],
    [right, LOOK.unitLine, form.unitLine ?? ''],
  ]);
  return row;
}

/** Writes the headings in one or two rows, then the row (1)(2)(3)…, and returns the number of that row. */
function addHeadings<Row>(sheet: ExcelJS.Worksheet, columns: readonly Column<Row>[], top: number): number {
  const grouped = columns.some((column) => headingGroup(column) !== null);
  const bottom = grouped ? top + 1 : top;
  const numberRow = bottom + 1;
  const heights = { group: 0, lower: 0, whole: 0 };
  const need = (text: string, width: number): number => heightOf(text, width, TABLE_SIZE, true);
  for (const [index, column] of columns.entries()) {
    const position = index + 1;
    const group = headingGroup(column);
    const heading = headingText(column);
    writeCell(sheet, numberRow, position, LOOK.columnNumber, `(${position})`);
    if (group === null) {
      writeCell(sheet, bottom, position, HEADING, null);
      writeCell(sheet, top, position, HEADING, heading);
      if (grouped) sheet.mergeCells(top, position, bottom, position);
      heights.whole = Math.max(heights.whole, need(heading, column.width));
      continue;
    }
    writeCell(sheet, bottom, position, HEADING, heading);
    heights.lower = Math.max(heights.lower, need(heading, column.width));
    if (headingGroup(columns[index - 1]) === group) continue;
    const after = columns.findIndex((next, at) => at > index && headingGroup(next) !== group);
    const last = after === -1 ? columns.length : after;
    for (let member = position; member <= last; member++) writeCell(sheet, top, member, HEADING, null);
    writeCell(sheet, top, position, HEADING, group);
    if (last > position) sheet.mergeCells(top, position, top, last);
    const width = columns.slice(index, last).reduce((sum, member) => sum + member.width, 0);
    heights.group = Math.max(heights.group, need(group, width));
  }
  sheet.getRow(top).height = grouped ? heights.group : heights.whole;
  if (grouped) sheet.getRow(bottom).height = Math.max(heights.lower, heights.whole - heights.group);
  sheet.getRow(numberRow).height = LEAST_ROW_HEIGHT;
  return numberRow;
}

/** Writes the rows and their total, or that there are none; returns the last row written. */
function addRows<Row>(sheet: ExcelJS.Worksheet, form: Form<Row>, first: number): number {
  const { columns, rows } = form;
  if (rows.length === 0) {
    for (const index of columns.keys()) {
      writeCell(sheet, first, index + 1, LOOK.nothing, index === 0 ? NOTHING_TO_REPORT : null);
    }
    sheet.mergeCells(first, 1, first, columns.length);
    sheet.getRow(first).height = LEAST_ROW_HEIGHT;
    return first;
  }
  const sums: (number | null)[] = columns.map(() => null);
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
      const result = sums[index] ?? null;
      // A sum of nothing known is not 0.
      const sum = result === null ? null : { formula: `SUM(${range(key)})`, result };
      writeCell(sheet, totalRow, index + 1, TOTAL[kind], total === 'sum' ? sum : total(range, at));
    }
  }
  if (firstTotal > 1) sheet.mergeCells(totalRow, 1, totalRow, firstTotal);
  sheet.getRow(totalRow).height = LEAST_ROW_HEIGHT;
  return totalRow;
}

/** Adds date and signatures and returns the last row. */
function addSignatures(page: Page, letterhead: Letterhead, top: number): number {
  const [left, right] = page.halves;
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
  // Room for signature and stamp.
  page.sheet.getRow(row).height = 66;
  const names = [letterhead.preparedBy.name ?? '', letterhead.head.name ?? ''] as const;
  if (names.every((name) => name === '')) return row;
  addLine(page, ++row, [
    [left, LOOK.name, names[0]],
    [right, LOOK.name, names[1]],
  ]);
  return row;
}

/**
 * Starts a new page before some rows where they would not all end up on the same one, so that nobody signs a
 * sheet without figures. `titles` are the rows that each page repeats.
 */
function keepOnOnePage({ sheet, widths }: Page, titles: Span, [first, last]: Span): void {
  const heightOfRows = (from: number, to: number): number => {
    let height = 0;
    for (let row = from; row <= to; row++)
      height += sheet.getRow(row).height ?? sheet.properties.defaultRowHeight;
    return height;
  };
  const { margins } = A4_LANDSCAPE;
  const across = (A4_INCHES.long - margins.left - margins.right) * 96;
  const scale = Math.min(1, across / (widthOf(widths, [1, widths.length]) * PIXELS_PER_UNIT));
  // Programs differ a little in heights.
  const room = (((A4_INCHES.short - margins.top - margins.bottom) * 72) / scale) * 0.99;
  const repeated = heightOfRows(...titles);
  let top = 1;
  let used = 0;
  for (let row = 1; row <= last; row++) {
    const height = heightOfRows(row, row);
    if (used + height > room) {
      top = row;
      used = repeated;
    }
    used += height;
  }
  if (top > first) sheet.getRow(first - 1).addPageBreak();
}

/** Writes one line of merged parts and makes it as high as its longest text needs: Excel doesn't for merged cells. */
function addLine(page: Page, row: number, parts: readonly (readonly [Span, Style, string])[]): void {
  const heights = parts.map(([[first, last], style, text]) => {
    if (text === '') return LEAST_ROW_HEIGHT;
    writeCell(page.sheet, row, first, style, text);
    if (last > first) page.sheet.mergeCells(row, first, row, last);
    const { size = TABLE_SIZE, bold = false } = style.font ?? {};
    return heightOf(text, widthOf(page.widths, [first, last]), size, bold);
  });
  page.sheet.getRow(row).height = Math.max(...heights);
}

/**
 * Draws the rule under a centred text as a line of exactly its length: a cell border could only be as long as
 * whole columns. Nghị định 30/2020/NĐ-CP, Phụ lục I: as long as the motto, a third to a half of the office's name.
 */
function addRule(page: Page, ink: number, row: number, [first, last]: Span, length: number): void {
  const start = widthOf(page.widths, [1, first - 1]) + (widthOf(page.widths, [first, last]) - length) / 2;
  let column = 1;
  while (column < last && widthOf(page.widths, [1, column]) <= start) column++;
  const anchor = {
    col: column - 1,
    row: row - 1,
    nativeCol: column - 1,
    nativeColOff: Math.round(
      (start - widthOf(page.widths, [1, column - 1])) * PIXELS_PER_UNIT * EMU_PER_PIXEL,
    ),
    nativeRow: row - 1,
    nativeRowOff: 2 * EMU_PER_PIXEL,
  };
  page.sheet.addImage(ink, {
    tl: anchor,
    ext: { width: Math.round(length * PIXELS_PER_UNIT), height: 1 },
    editAs: 'oneCell',
  });
}

/** Splits columns in two: the right part holds Quốc hiệu on one line, the left gets what is nearest to 45 %. */
function halves(widths: readonly number[]): readonly [left: Span, right: Span] {
  const last = widths.length;
  const total = widthOf(widths, [1, last]);
  let split = 1;
  let bestMiss = Number.POSITIVE_INFINITY;
  for (let column = 1; column < last; column++) {
    const left = widthOf(widths, [1, column]);
    const tooNarrow = total - left < NATION_WIDTH ? total : 0;
    const miss = Math.abs(left - total * 0.45) + tooNarrow;
    if (miss < bestMiss) {
      split = column;
      bestMiss = miss;
    }
  }
  return [
    [1, split],
    [split + 1, last],
  ];
}

function widthOf(widths: readonly number[], [first, last]: Span): number {
  return widths.slice(first - 1, last).reduce((sum, width) => sum + width, 0);
}

function headingGroup<Row>(column: Column<Row> | undefined): string | null {
  return column === undefined || typeof column.heading === 'string' ? null : column.heading[0];
}

function upper(text: string): string {
  return text.toLocaleUpperCase('vi');
}
