import { Writable } from 'node:stream';
import type ExcelJS from 'exceljs';
import WorkbookWriter from 'exceljs/lib/stream/xlsx/workbook-writer.js';
import {
  A4_LANDSCAPE,
  type CellInput,
  type Column,
  cellAt,
  cellText,
  columnLetter,
  DATA,
  dateOf,
  FONT,
  HEADING,
  headingText,
  linesOf,
  PAGE_NUMBER,
  type Style,
  setWidths,
  TABLE_SIZE,
  type WorkbookProperties,
  withDefaultFont,
} from './excel.ts';
import { heightOf, rowHeight } from './text-metrics.ts';

/** So many rows are written before the packing may catch up, so that memory does not grow with the list. */
const ROWS_AT_ONCE = 100;

/** What lies behind the library's own writing of rows; it is fixed at one version. */
interface Inner {
  readonly styles: { readonly xml: string; addStyleModel(style: Style): number };
  readonly sharedStrings: { readonly values: string[] };
  readonly zip: { append(content: string, entry: { readonly name: string }): void };
}

/** One sheet of a workbook of lists, which writes itself. */
type Sheet = (workbook: ExcelJS.stream.xlsx.WorkbookWriter, inner: Inner) => Promise<void>;

/** A plain list: one row of headings, then the rows; made to be read back by programs. `foot` is printed only. */
export function list<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  foot: string | null = null,
): Sheet {
  return async (workbook, inner) => {
    const sheet = workbook.addWorksheet(name, {
      pageSetup: { ...A4_LANDSCAPE, printTitlesRow: '1:1' },
      headerFooter: { oddFooter: `${foot ? `&L&"${FONT},Italic"&8\n${foot}` : ''}${PAGE_NUMBER}` },
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    setWidths(sheet, columns);
    const heading = sheet.getRow(1);
    const heights = columns.map((column, index) => {
      const text = headingText(column);
      const cell = heading.getCell(index + 1);
      cell.style = HEADING;
      cell.value = cellText(text);
      return heightOf(text, column.width, TABLE_SIZE, true);
    });
    heading.height = Math.max(...heights);
    heading.commit();

    const xmlOf = rowWriter(inner, columns);
    const target: { write(xml: string): void } = Reflect.get(sheet, 'stream');
    for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
      const part = rows.slice(first, first + ROWS_AT_ONCE);
      target.write(part.map((row, index) => xmlOf(row, first + index)).join(''));
      await new Promise(setImmediate);
    }
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } };
    sheet.commit();
  };
}

/**
 * Writes plain lists as a workbook, each on a sheet of its own.
 *
 * The library writes everything but the rows. It keeps five objects a cell, which is half a gigabyte for 20,000
 * schools; here each row becomes its XML at once and is packed while the next ones are written.
 */
export async function listBytes(
  properties: WorkbookProperties,
  sheets: readonly Sheet[],
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const stream = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const workbook = new WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: true,
  });
  const own = (key: keyof Inner) => Reflect.get(workbook, key);
  const inner: Inner = { styles: own('styles'), sharedStrings: own('sharedStrings'), zip: own('zip') };
  Object.assign(workbook, {
    title: cellText(properties.title),
    creator: cellText(properties.creator),
    lastModifiedBy: cellText(properties.creator),
    created: dateOf(properties.createdOn),
    modified: dateOf(properties.createdOn),
    async addStyles() {
      inner.zip.append(withDefaultFont(inner.styles.xml), { name: 'xl/styles.xml' });
    },
    async addSharedStrings() {
      inner.zip.append(textsXml(inner.sharedStrings.values), { name: 'xl/sharedStrings.xml' });
    },
  });
  for (const write of sheets) await write(workbook, inner);
  await workbook.commit();
  return Buffer.concat(chunks);
}

/** The XML of each row below the headings (ECMA-376 Part 1, 18.3.1.73), as high as its texts need. */
function rowWriter<Row>(
  { styles, sharedStrings }: Inner,
  columns: readonly Column<Row>[],
): (row: Row, index: number) => string {
  const looks = columns.map(({ kind }, index) => ({
    letter: columnLetter(index + 1),
    style: styles.addStyleModel(DATA[kind]),
  }));
  const placeOf = new Map<string, number>();
  const placed = (text: string): number => {
    const known = placeOf.get(text);
    if (known !== undefined) return known;
    const place = sharedStrings.values.push(text) - 1;
    placeOf.set(text, place);
    return place;
  };
  const content = (value: CellInput, isDay: boolean): string => {
    if (value === null) return '/>';
    if (typeof value === 'number') return `><v>${value}</v></c>`;
    if (typeof value === 'object')
      return `><f>${escaped(value.formula)}</f><v>${escaped(`${value.result}`)}</v></c>`;
    if (isDay) return `><v>${dateOf(value).getTime() / 86_400_000 + FIRST_DAY}</v></c>`;
    return ` t="s"><v>${placed(cellText(value))}</v></c>`;
  };
  return (row, index) => {
    const number = index + 2;
    const at = cellAt(columns, number);
    let lines = 1;
    let cells = '';
    for (const [place, column] of columns.entries()) {
      const value = column.value(row, at, index);
      lines = Math.max(lines, linesOf(column, value));
      const look = looks[place];
      cells += `<c r="${look?.letter}${number}" s="${look?.style}"${content(value, column.kind === 'day')}`;
    }
    return `<row r="${number}" ht="${rowHeight(lines, TABLE_SIZE)}" customHeight="1">${cells}</row>`;
  };
}

/** The texts that cells point to (ECMA-376 Part 1, 18.4.9). */
function textsXml(texts: readonly string[]): string {
  let xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${texts.length}">`;
  for (const text of texts) xml += `<si><t xml:space="preserve">${escaped(text)}</t></si>`;
  return `${xml}</sst>`;
}

/** The 1st of January 1970 in Excel's count of days. */
const FIRST_DAY = 25_569;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
