import { AppError } from '../errors.ts';
import { cellAddress } from '../tables/raw-table.ts';
import { columnNumber, type MergedRange, parseRange } from '../tables/workbook-parts.ts';
import { type Element, type Splice, spliced, walk, withAttribute } from './elements.ts';

/** Cells of one sheet that are read at most, also empty ones with borders. */
const MAX_SHEET_CELLS = 300_000;

/** A formula as the file keeps it. */
export interface Formula {
  readonly text: string;
  /** Others are computed with it: the first of a shared formula, or of an array. */
  readonly leads: boolean;
  /** Its own text is kept in another cell. */
  readonly follows: boolean;
}

/** A cell with where it stands in the XML. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly element: Element;
  /** Index of its format; null: the first. */
  readonly style: string | null;
  /** "s" a shared text, "n" a number, "str", "inlineStr", "b", "e", "d". */
  readonly type: string;
  /** As stored: a number, the index of a shared text, or a text. */
  readonly content: string;
  readonly formula: Formula | null;
  /** The element of its stored result or value. */
  readonly value: Element | null;
}

interface SheetRow {
  readonly number: number;
  readonly element: Element;
  readonly cells: SheetCell[];
}

interface ColumnRange {
  readonly first: number;
  readonly last: number;
  readonly style: string | null;
  /** In characters; null: the usual one. */
  readonly width: number | null;
  readonly hidden: boolean;
}

/** What a sheet's XML says about its cells, and where. */
export interface Sheet {
  readonly xml: string;
  readonly data: Element;
  readonly rows: readonly SheetRow[];
  readonly merges: readonly MergedRange[];
  readonly columns: readonly ColumnRange[];
  readonly dimension: Element | null;
  /** Width of a column that says nothing, in characters. */
  readonly usualWidth: number;
  /** By address, "B7". */
  readonly cells: ReadonlyMap<string, SheetCell>;
  /** Stretches that one formula computes together, each with its first cell. */
  readonly arrays: readonly MergedRange[];
  /** The first cell of the merged range that a cell lies in. */
  readonly mergedInto: ReadonlyMap<string, string>;
}

/**
 * Reads where the cells of a sheet stand.
 * @throws AppError FILE_TOO_LARGE
 * @throws Error when it is no sheet
 */
export function readSheet(xml: string, fileName: string): Sheet {
  const rows: SheetRow[] = [];
  const merges: MergedRange[] = [];
  const columns: ColumnRange[] = [];
  const cells = new Map<string, SheetCell>();
  const arrays: MergedRange[] = [];
  const found: { data: Element | null; dimension: Element | null; usualWidth: number } = {
    data: null,
    dimension: null,
    usualWidth: 8.43,
  };
  const current: { formula: Formula | null; value: Element | null; content: string } = {
    formula: null,
    value: null,
    content: '',
  };

  walk(xml, {
    open: (element, around) => {
      const { name, attributes } = element;
      if (name === 'sheetData' && around.length === 1) found.data = element;
      if (name === 'row' && around.at(-1) === found.data) {
        const number = attributes.r === undefined ? (rows.at(-1)?.number ?? 0) + 1 : Number(attributes.r);
        rows.push({ number, element, cells: [] });
      }
      if (name === 'c' && around.length === 3) {
        Object.assign(current, { formula: null, value: null, content: '' });
      }
    },
    close: (element, around) => {
      const { name, attributes } = element;
      if (name === 'f' && around.at(-1)?.name === 'c') {
        const together =
          attributes.t === 'shared' || attributes.t === 'array' || attributes.t === 'dataTable';
        current.formula = {
          text: element.text,
          leads: together && attributes.ref !== undefined,
          follows: together && attributes.ref === undefined,
        };
        if (attributes.t === 'array') arrays.push(...parseRange(attributes.ref ?? ''));
      } else if (name === 'v' && around.at(-1)?.name === 'c') {
        current.value = element;
        current.content = element.text;
      } else if (name === 't' && around.some((each) => each.name === 'is') && around.at(-1)?.name !== 'rPh') {
        current.content += element.text;
      } else if (name === 'c' && around.length === 3) {
        const row = rows.at(-1);
        if (!row) return;
        const column =
          attributes.r === undefined
            ? (row.cells.at(-1)?.column ?? 0) + 1
            : columnNumber(/^[A-Z]{1,3}/.exec(attributes.r)?.[0] ?? '');
        const cell: SheetCell = {
          row: row.number,
          column,
          element,
          style: attributes.s ?? null,
          type: attributes.t ?? 'n',
          ...current,
        };
        row.cells.push(cell);
        cells.set(cellAddress(row.number, column), cell);
        if (cells.size > MAX_SHEET_CELLS) {
          throw new AppError('FILE_TOO_LARGE', {
            file: fileName,
            limit: `${MAX_SHEET_CELLS.toLocaleString('vi-VN')} ô`,
          });
        }
      } else if (name === 'mergeCell') {
        merges.push(...parseRange(attributes.ref ?? ''));
      } else if (name === 'col' && around.at(-1)?.name === 'cols') {
        columns.push({
          first: Number(attributes.min),
          last: Number(attributes.max),
          style: attributes.style ?? null,
          width: attributes.width === undefined ? null : Number(attributes.width),
          hidden: /^(?:1|true)$/.test(attributes.hidden ?? ''),
        });
      } else if (name === 'dimension') {
        found.dimension = element;
      } else if (name === 'sheetFormatPr' && attributes.defaultColWidth !== undefined) {
        found.usualWidth = Number(attributes.defaultColWidth);
      }
    },
  });
  const { data, dimension, usualWidth } = found;
  if (!data) throw new Error('no sheetData');
  return {
    xml,
    data,
    rows,
    merges,
    columns,
    dimension,
    usualWidth,
    cells,
    arrays,
    mergedInto: mergedPositions(merges, fileName),
  };
}

/** Positions that merged ranges may cover together. */
const MAX_MERGED_POSITIONS = 500_000;

function mergedPositions(merges: readonly MergedRange[], file: string): Map<string, string> {
  const positions = merges.reduce(
    (sum, { top, left, bottom, right }) => sum + (bottom - top + 1) * (right - left + 1),
    0,
  );
  if (positions > MAX_MERGED_POSITIONS) {
    const limit = `${MAX_MERGED_POSITIONS.toLocaleString('vi-VN')} ô gộp`;
    throw new AppError('FILE_TOO_LARGE', { file, limit });
  }
  const into = new Map<string, string>();
  for (const { top, left, bottom, right } of merges) {
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        into.set(cellAddress(row, column), cellAddress(top, left));
      }
    }
  }
  return into;
}

/** What goes into a cell: a text, a number (days and shares are numbers, too), or nothing. */
export type Written = string | number | null;

/**
 * The sheet's XML with other values in some cells, by address, and without the stored results of some formulas.
 * Formats stay; rows and cells that are not there yet are put where they belong.
 */
export function rewriteSheet(
  sheet: Sheet,
  values: ReadonlyMap<string, Written>,
  stale: readonly SheetCell[],
): string {
  const { prefix } = sheet.data;
  const splices: Splice[] = stale.flatMap(({ value }) =>
    value ? [{ start: value.start, end: value.end, text: '' }] : [],
  );
  const places = [...values].map(([address, value]) => ({ ...placeOf(address), value }));
  const rowOf = new Map(sheet.rows.map((row) => [row.number, row]));
  const byRow = Map.groupBy(
    places.toSorted((left, right) => left.row - right.row || left.column - right.column),
    (place) => place.row,
  );
  const lastRows: string[] = [];
  for (const [number, placed] of byRow) {
    const row = rowOf.get(number);
    const inserted: { readonly before: SheetCell | undefined; readonly text: string }[] = [];
    for (const { column, value } of placed) {
      const address = cellAddress(number, column);
      const cell = sheet.cells.get(address);
      const text = cellXml(prefix, address, cell ? cell.style : styleOf(sheet, row, column), value);
      if (cell) splices.push({ start: cell.element.start, end: cell.element.end, text });
      else inserted.push({ before: row?.cells.find((each) => each.column > column), text });
    }
    if (inserted.length === 0) continue;
    if (row) {
      for (const { before, text } of inserted) {
        if (before) splices.push({ start: before.element.start, end: before.element.start, text });
      }
      const last = inserted.filter(({ before }) => !before).map(({ text }) => text);
      if (last.length > 0) splices.push(appended(sheet.xml, row.element, last.join('')));
      const spans = widerSpans(row.element.attributes.spans, placed);
      if (spans) splices.push(withAttribute(sheet.xml, row.element, 'spans', spans));
    } else {
      const text = `<${prefix}row r="${number}">${inserted.map((each) => each.text).join('')}</${prefix}row>`;
      const next = sheet.rows.find((each) => each.number > number);
      if (next) splices.push({ start: next.element.start, end: next.element.start, text });
      else lastRows.push(text);
    }
  }
  if (lastRows.length > 0) splices.push(appended(sheet.xml, sheet.data, lastRows.join('')));
  return spliced(sheet.xml, [...splices, ...widerDimension(sheet, places)]);
}

/** Row and column of "B7". */
export function placeOf(address: string): { readonly row: number; readonly column: number } {
  const [, letters = '', row = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? [];
  return { row: Number(row), column: columnNumber(letters) };
}

/** The format of a cell by its address, as the sheet shows it now. */
export function formatAt(sheet: Sheet, address: string): string | null {
  const cell = sheet.cells.get(address);
  if (cell) return cell.style;
  const { row, column } = placeOf(address);
  return styleOf(
    sheet,
    sheet.rows.find((each) => each.number === row),
    column,
  );
}

/** A cell that is not there shows as its row or its column says. */
function styleOf(sheet: Sheet, row: SheetRow | undefined, column: number): string | null {
  const { s, customFormat } = row?.element.attributes ?? {};
  if (s !== undefined && /^(?:1|true)$/.test(customFormat ?? '')) return s;
  return sheet.columns.find(({ first, last }) => column >= first && column <= last)?.style ?? null;
}

/**
 * Texts stand in the cell itself: the list of shared texts stays as it was, and what looks like a formula can't
 * become one.
 */
function cellXml(prefix: string, address: string, style: string | null, value: Written): string {
  const [c, v, is, t] = ['c', 'v', 'is', 't'].map((name) => prefix + name);
  const start = `<${c} r="${address}"${style === null ? '' : ` s="${style}"`}`;
  if (value === null || value === '') return `${start}/>`;
  if (typeof value === 'number') return `${start}><${v}>${value}</${v}></${c}>`;
  return `${start} t="inlineStr"><${is}><${t} xml:space="preserve">${escaped(value)}</${t}></${is}></${c}>`;
}

const MAX_CELL_TEXT = 32_767;
/** Characters that XML 1.0 can't hold. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escaped = (text: string): string =>
  text
    .normalize('NFC')
    .slice(0, MAX_CELL_TEXT)
    .replace(FORBIDDEN, '')
    // A workbook reads "_x0041_" as "A" (ECMA-376, 22.9.2.19).
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n');

/** Puts content at the end of an element, which may have none yet: `<row r="5"/>`. */
function appended(xml: string, element: Element, content: string): Splice {
  if (element.closeStart !== element.end) {
    return { start: element.closeStart, end: element.closeStart, text: content };
  }
  const name = /^<([^\s/>]+)/.exec(xml.slice(element.start, element.openEnd))?.[1] ?? '';
  return { start: element.openEnd - 2, end: element.openEnd, text: `>${content}</${name}>` };
}

type Placed = readonly { readonly row: number; readonly column: number }[];

function widerSpans(spans: string | undefined, placed: Placed): string | null {
  const [, first, last] = /^(\d+):(\d+)$/.exec(spans ?? '') ?? [];
  if (!first || !last) return null;
  const columns = placed.map(({ column }) => column);
  const wider = `${Math.min(Number(first), ...columns)}:${Math.max(Number(last), ...columns)}`;
  return wider === spans ? null : wider;
}

function widerDimension({ xml, dimension }: Sheet, placed: Placed): readonly Splice[] {
  const ref = dimension?.attributes.ref ?? '';
  const [range] = parseRange(ref.includes(':') ? ref : `${ref}:${ref}`);
  if (!dimension || !range || placed.length === 0) return [];
  const bound = (pick: (...numbers: number[]) => number, start: number, of: 'row' | 'column'): number =>
    placed.reduce((found, place) => pick(found, place[of]), start);
  const first = cellAddress(bound(Math.min, range.top, 'row'), bound(Math.min, range.left, 'column'));
  const last = cellAddress(bound(Math.max, range.bottom, 'row'), bound(Math.max, range.right, 'column'));
  const wider = first === last ? first : `${first}:${last}`;
  return wider === ref ? [] : [withAttribute(xml, dimension, 'ref', wider)];
}
