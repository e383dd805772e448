import type { FontText } from '../text/legacy-encodings.ts';
import { type CellFormat, PLAIN } from './cell-formats.ts';
import { farCells } from './far-cells.ts';
import { plainCells } from './plain-cell.ts';
import { type CellKind, NO_REPAIRS, type RawCell } from './raw-table.ts';
import { richText, type SharedText } from './shared-texts.ts';
import { MAX_ROWS, type MergedRange, parseRange } from './workbook-parts.ts';
import { attributeOf, readXml, writtenAttribute, XmlError } from './xml.ts';

/** A cell straight from the file: as it will be if nothing has to be put right, and what tells whether. */
export interface SourceCell extends RawCell {
  /** The font of its text, if it is one for an encoding of before Unicode. */
  readonly font?: string;
  /** The stretches of a text that has several fonts. */
  readonly pieces?: readonly FontText[];
}

/** What the cells of all sheets refer to. */
export interface Shared {
  readonly texts: readonly SharedText[];
  readonly formats: readonly CellFormat[];
  /** Days are counted from 1904 on, as old Macintoshes did. */
  readonly from1904: boolean;
}

/**
 * Reads what the cells of a sheet hold, and which of them are merged.
 *
 * @throws XmlError, also for a place that no sheet has; AppError FILE_TOO_LARGE for a cell far out
 */
export function readSheet(
  part: string,
  shared: Shared,
  file: string,
): { readonly cells: readonly SourceCell[]; readonly merges: readonly MergedRange[] } {
  const rows = new Map<number, SourceCell[]>();
  const merges: MergedRange[] = [];
  const watch = farCells(file);
  const rich = richText();
  let row = 0;
  let cells: SourceCell[] = [];
  let column = 0;
  let type: string | undefined;
  let format = PLAIN;
  let isFormula = false;
  let value = '';
  let inside: 'nothing' | 'row' | 'cell' | 'value' | 'formula' = 'nothing';

  const keep = (cell: SourceCell | null): void => {
    if (!cell) return;
    if (row === 0 || column === 0) throw new XmlError('no place');
    watch(row, column);
    cells.push(cell);
  };
  const plain = (kind: CellKind, text: string): SourceCell => ({
    row,
    column,
    kind,
    text,
    repairs: NO_REPAIRS,
  });
  /** What the stored value means by the type of its cell (ECMA-376 part 1, 18.18.11). */
  const content = (runs: readonly FontText[]): SourceCell | null => {
    if (runs.length > 0) return text(runs);
    if (value === '') return null;
    if (type === 's') return text(shared.texts[Number.parseInt(value, 10)]);
    if (type === 'str' || type === 'inlineStr') return text(value);
    if (type === 'b') return plain('boolean', Number.parseInt(value, 10) === 0 ? 'FALSE' : 'TRUE');
    return type === 'e' ? plain('error', value) : number(Number.parseFloat(value));
  };
  const number = (number: number): SourceCell => {
    if (format.isDate) return plain('date', shownDate(number, shared.from1904));
    if (!Number.isFinite(number)) return plain('error', '#NUM!');
    const digits = Math.abs(number) < 1e21 ? String(number) : BigInt(number).toString();
    const shown = format.show?.(digits) ?? digits;
    return { row, column, kind: 'number', text: shown, number, repairs: NO_REPAIRS };
  };
  const text = (found: SharedText | undefined): SourceCell | null => {
    if (found === undefined) throw new XmlError(`no text ${value}`);
    if (found === '') return null;
    if (typeof found === 'string')
      return format.font === undefined
        ? plain('text', found)
        : { ...plain('text', found), font: format.font };
    const pieces = found.map((piece) => ({ text: piece.text, font: piece.font ?? format.font }));
    const whole = pieces.map((piece) => piece.text).join('');
    return whole === '' ? null : { ...plain('text', whole), pieces };
  };

  /** The first format is that of every cell of which nothing was said. */
  const formatOf = (style: number): CellFormat => (style > 0 ? shared.formats[style] : undefined) ?? PLAIN;
  const plainCell = plainCells(part);

  readXml(part, {
    leap(at) {
      const found = inside === 'row' ? plainCell(at) : null;
      if (!found) return at;
      column = found.column;
      format = formatOf(found.style);
      keep(found.isShared ? text(shared.texts[found.value]) : number(found.value));
      return found.end;
    },
    open(name, attributes) {
      if (name === 'c' && inside === 'row') {
        inside = 'cell';
        const place = writtenAttribute(attributes, 'r');
        column = place === undefined ? column + 1 : columnOf(place);
        type = attributeOf(attributes, 't');
        format = formatOf(Number.parseInt(attributeOf(attributes, 's') ?? '0', 10));
        isFormula = false;
        value = '';
      } else if (inside === 'cell') {
        if (name === 'v' || name === 't') inside = 'value';
        else if (name === 'f') {
          inside = 'formula';
          isFormula = attributeOf(attributes, 't') !== undefined;
        } else if (name === 'r') rich.begin();
        else if (name === 'rFont') rich.font(attributeOf(attributes, 'val'));
      } else if (name === 'row') {
        inside = 'row';
        row = rowOf(writtenAttribute(attributes, 'r') ?? '');
        column = 0;
        // A row that stands there twice counts as it stands there last.
        cells = [];
        rows.set(row, cells);
      } else if (name === 'mergeCell') merges.push(...parseRange(attributeOf(attributes, 'ref') ?? ''));
    },
    text(text) {
      if (inside === 'value') {
        if (rich.isOpen()) rich.add(text);
        else value += text;
      } else if (inside === 'formula') isFormula = true;
      else if (inside === 'row' && row === 0) throw new XmlError('a row of no number');
    },
    close(name) {
      if (name === 'c' && inside === 'cell') {
        const runs = rich.take();
        keep(isFormula && value === '' ? plain('formula-without-result', '') : content(runs));
        inside = 'row';
      } else if (inside === 'value' || inside === 'formula') inside = 'cell';
      else if (name === 'r') rich.end();
      else if (name === 'row') inside = 'nothing';
    },
  });
  return { cells: [...rows.values()].flat(), merges };
}

/** The row of a sheet that some digits name; 0 for any other text. */
function rowOf(digits: string): number {
  const row = /^\d{1,7}$/.test(digits) ? Number(digits) : 0;
  return row <= MAX_ROWS ? row : 0;
}

/** The column of "B7"; 0 for a text that names no place. */
function columnOf(place: string): number {
  let column = 0;
  let at = 0;
  for (; at < 3; at += 1) {
    const letter = place.charCodeAt(at) - 64;
    if (!(letter > 0 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  return rowOf(place.slice(at)) > 0 ? column : 0;
}

const MS_A_DAY = 24 * 3600 * 1000;
/** 1 January 1970, counted from 1900 on. */
const EPOCH = 25_569;

/** Days of a workbook have no time zone. */
function shownDate(days: number, from1904: boolean): string {
  const date = new Date(Math.round((days - EPOCH + (from1904 ? 1462 : 0)) * MS_A_DAY));
  if (Number.isNaN(date.getTime())) return '#####';
  const iso = date.toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}
