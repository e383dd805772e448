import { type CellInput, cellXml, columnLetter, rowXml, type Texts } from './cells.ts';
import { newStyles, type Style, type Styles } from './styles.ts';

/** What a workbook says about itself. `createdOn` is a day (`YYYY-MM-DD`). */
export interface WorkbookProperties {
  readonly title: string;
  readonly creator: string;
  readonly createdOn: string;
}

/** A workbook in the making: its sheets, and what their cells point to. `bookBytes` writes it. */
export interface Book {
  readonly properties: WorkbookProperties;
  readonly sheets: Sheet[];
  readonly styles: Styles;
  readonly texts: Texts;
  /** PNG files. */
  readonly pictures: Uint8Array[];
}

/** A picture of the workbook on a sheet: row and column from 0, lengths in pixels of 1/96 inch. */
export interface Placed {
  readonly picture: number;
  readonly column: number;
  readonly row: number;
  /** How far from the top left of that cell. */
  readonly offset?: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
}

/** How a sheet is shown on the screen; the first columns and rows stay in place when it is scrolled. */
export interface View {
  readonly frozenColumns?: number;
  readonly frozenRows?: number;
  readonly gridLines?: boolean;
  /** In per cent. */
  readonly zoom?: number;
}

/** One sheet. Each prints on A4 landscape. */
export interface Sheet {
  readonly name: string;
  /** In Excel's own marks, such as `&C` before what stands in the middle. */
  readonly footer: string;
  /** Of the columns, in characters. */
  readonly widths: readonly number[];
  readonly merges: string[];
  /** Rows behind which a page ends. */
  readonly breaks: number[];
  readonly placed: Placed[];
  view: View;
  /** The rows that each page repeats. */
  titles: readonly [first: number, last: number] | null;
  /** What can be filtered, such as `A1:C9`. */
  filter: string | null;
  /** All rows as XML from the top, in pieces; asked for once, when they are packed. */
  rows: () => Iterable<string>;
}

export const newBook = (properties: WorkbookProperties): Book => ({
  properties,
  sheets: [],
  styles: newStyles(),
  texts: new Map(),
  pictures: [],
});

/** Adds a sheet without rows. */
export function addSheet(book: Book, parts: Pick<Sheet, 'name' | 'footer' | 'widths'>): Sheet {
  const sheet: Sheet = {
    ...parts,
    merges: [],
    breaks: [],
    placed: [],
    view: {},
    titles: null,
    filter: null,
    rows: () => [],
  };
  book.sheets.push(sheet);
  return sheet;
}

/** Adds a PNG file, which sheets then place by its number. */
export const addPicture = (book: Book, png: Uint8Array): number => book.pictures.push(png) - 1;

/** The height in points of a row that nobody set. */
const USUAL_HEIGHT = 15;

/** A sheet whose cells are written in any order; rows and columns from 1. */
export interface Grid {
  readonly book: Book;
  readonly sheet: Sheet;
  readonly rows: Map<number, GridRow>;
}

interface GridRow {
  height?: number;
  readonly cells: Map<number, { readonly style: Style; readonly xml: string }>;
}

/** Adds a sheet whose cells are written in any order. */
export function addGrid(book: Book, parts: Parameters<typeof addSheet>[1]): Grid {
  const rows = new Map<number, GridRow>();
  const sheet = addSheet(book, parts);
  sheet.rows = () =>
    inOrder(rows).map(([number, { height, cells }]) =>
      rowXml(
        number,
        height,
        inOrder(cells)
          .map(([, { xml }]) => xml)
          .join(''),
      ),
    );
  return { book, sheet, rows };
}

const inOrder = <Value>(map: ReadonlyMap<number, Value>): [number, Value][] =>
  [...map].sort(([left], [right]) => left - right);

function rowOf({ rows }: Grid, number: number): GridRow {
  const row = rows.get(number) ?? { cells: new Map() };
  rows.set(number, row);
  return row;
}

/** Writes one cell; `isDay` turns a day (`YYYY-MM-DD`) into a real date. */
export function writeCell(
  grid: Grid,
  row: number,
  column: number,
  style: Style,
  value: CellInput,
  isDay = false,
): void {
  const { texts, styles } = grid.book;
  const address = `${columnLetter(column)}${row}`;
  const xml = cellXml(texts, address, styles.numberOf(style), value, isDay);
  rowOf(grid, row).cells.set(column, { style, xml });
}

/** Joins cells to one that looks, on all its sides, like the first of them. */
export function mergeCells(
  grid: Grid,
  [top, left]: readonly [row: number, column: number],
  [bottom, right]: readonly [row: number, column: number],
): void {
  const first = grid.rows.get(top)?.cells.get(left);
  if (!first) throw new Error(`nothing stands in the first of the cells to be joined (${top}, ${left})`);
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1)
      if (row !== top || column !== left) writeCell(grid, row, column, first.style, null);
  grid.sheet.merges.push(`${columnLetter(left)}${top}:${columnLetter(right)}${bottom}`);
}

/** Sets the height of a row, in points. */
export function setHeight(grid: Grid, row: number, height: number): void {
  rowOf(grid, row).height = height;
}

/** How high a row is, in points. */
export const heightAt = ({ rows }: Grid, row: number): number => rows.get(row)?.height ?? USUAL_HEIGHT;
