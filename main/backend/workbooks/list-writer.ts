import { addSheet, type Book, newBook, type WorkbookProperties } from './book.ts';
import { bookBytes } from './book-bytes.ts';
import { cellXml, columnLetter, rowXml } from './cells.ts';
import {
  type Column,
  cellAt,
  DATA,
  HEADING,
  headingText,
  linesOf,
  PAGE_NUMBER,
  TABLE_SIZE,
} from './excel.ts';
import { FONT } from './styles.ts';
import { heightOf, rowHeight } from './text-metrics.ts';

/** A plain list: one row of headings, then the rows; made to be read back by programs. `foot` is printed only. */
export function list<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  foot: string | null = null,
): (book: Book) => void {
  return (book) => {
    const widths = columns.map(({ width }) => width);
    const footer = `${foot ? `&L&"${FONT},Italic"&8\n${foot}` : ''}${PAGE_NUMBER}`;
    const sheet = addSheet(book, { name, footer, widths });
    sheet.view = { frozenRows: 1 };
    sheet.titles = [1, 1];
    sheet.filter = `A1:${columnLetter(columns.length)}${rows.length + 1}`;
    sheet.rows = () => rowsXml(book, columns, rows);
  };
}

/** Writes plain lists as a workbook, each on a sheet of its own. */
export function listBytes(
  properties: WorkbookProperties,
  sheets: readonly ReturnType<typeof list>[],
): Uint8Array {
  const book = newBook(properties);
  for (const add of sheets) add(book);
  return bookBytes(book);
}

/** The headings and the rows below them, each as high as its texts need. */
function* rowsXml<Row>(
  { styles, texts }: Book,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Iterable<string> {
  const headings = columns.map((column, index) =>
    cellXml(texts, `${columnLetter(index + 1)}1`, styles.numberOf(HEADING), headingText(column)),
  );
  const heights = columns.map((column) => heightOf(headingText(column), column.width, TABLE_SIZE, true));
  yield rowXml(1, Math.max(...heights), headings.join(''));

  const looks = columns.map((column, index) => ({
    column,
    letter: columnLetter(index + 1),
    style: styles.numberOf(DATA[column.kind]),
  }));
  for (const [index, row] of rows.entries()) {
    const number = index + 2;
    const at = cellAt(columns, number);
    let lines = 1;
    let cells = '';
    for (const { column, letter, style } of looks) {
      const value = column.value(row, at, index);
      lines = Math.max(lines, linesOf(column, value));
      cells += cellXml(texts, `${letter}${number}`, style, value, column.kind === 'day');
    }
    yield rowXml(number, rowHeight(lines, TABLE_SIZE), cells);
  }
}
