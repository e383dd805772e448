import { AppError } from '../errors.ts';
import { type EncodingChoice, type FontText, legacyConverter } from '../text/legacy-encodings.ts';
import { readCsv } from './csv-reader.ts';
import {
  MAX_CELL_TEXT,
  NO_REPAIRS,
  type RawCell,
  type RawRow,
  type RawSheet,
  type RawTable,
  type TextRepair,
} from './raw-table.ts';
import type { SourceCell } from './sheet-reader.ts';
import { readWorkbook, type SourceSheet } from './workbook-reader.ts';

/** Bytes of a file that are looked at, at most. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Characters of all cells together; one long text may stand in thousands of cells of a workbook. */
const MAX_TEXT = 64_000_000;
/** Positions that merged ranges may cover together. */
const MAX_MERGED_POSITIONS = 1_000_000;

const ZIP = Buffer.from('PK');
/** Old .xls files and encrypted workbooks are both OLE compound files. */
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** A file and what the user says about its encoding. */
export interface TableInput {
  readonly bytes: Uint8Array;
  /** Its name as the user knows it, for messages; content decides what it is. */
  readonly fileName: string;
  readonly encoding: EncodingChoice;
}

/**
 * Reads a file that an office calls a table: an .xlsx or a .csv, told apart by content. Text arrives in
 * Unicode NFC whatever it was typed in; each cell says what was put right.
 *
 * @throws AppError FILE_TOO_LARGE, FILE_ENCRYPTED, FILE_NOT_WORKBOOK, FILE_TYPE_UNKNOWN, FILE_UNREADABLE,
 *   CSV_QUOTE_OPEN
 */
export async function readTable({ bytes, fileName, encoding }: TableInput): Promise<RawTable> {
  const format = recognise(bytes, fileName);
  const sheets =
    format === 'xlsx' ? await readWorkbook(bytes, fileName) : [readCsv(bytes, fileName, encoding)];
  if (textLength(sheets) > MAX_TEXT) throw new AppError('FILE_TOO_LARGE', { file: fileName });
  const composed = sheets.map((sheet) => ({ ...sheet, cells: sheet.cells.map(composeCell) }));
  const convert = legacyConverter(fontTexts(composed), encoding);
  return { fileName, format, sheets: composed.map((sheet) => rawSheet(sheet, convert, fileName)) };
}

/**
 * What a file is by its content.
 * @throws AppError FILE_TOO_LARGE, FILE_ENCRYPTED, FILE_NOT_WORKBOOK, FILE_TYPE_UNKNOWN
 */
export function recognise(bytes: Uint8Array, fileName: string): RawTable['format'] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length > MAX_FILE_BYTES) {
    throw new AppError('FILE_TOO_LARGE', { file: fileName, limit: `${MAX_FILE_BYTES / 1024 / 1024} MB` });
  }
  if (buffer.subarray(0, ZIP.length).equals(ZIP)) return 'xlsx';
  if (buffer.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)) {
    throw new AppError(buffer.includes(ENCRYPTED_PACKAGE) ? 'FILE_ENCRYPTED' : 'FILE_NOT_WORKBOOK', {
      file: fileName,
    });
  }
  if (/\.xl\w+$/i.test(fileName)) throw new AppError('FILE_NOT_WORKBOOK', { file: fileName });
  if (/\.(csv|tsv|txt)$/i.test(fileName)) return 'csv';
  throw new AppError('FILE_TYPE_UNKNOWN', { file: fileName });
}

/** A source cell with its text composed, and the text before, if that changed anything. */
interface ComposedCell extends SourceCell {
  readonly decomposed?: string;
}

/** Letters that have only one form in Unicode, between single spaces: most cells need nothing. */
const TIDY =
  /^[!-~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff]+(?: [!-~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff]+)*$/;

const isTidy = (text: string): boolean => text.length <= MAX_CELL_TEXT && TIDY.test(text);

function composeCell(cell: SourceCell): ComposedCell {
  if (cell.kind === 'number' || isTidy(cell.text)) return cell;
  if (cell.text.length <= MAX_CELL_TEXT && cell.text.normalize('NFC') === cell.text) return cell;
  // A letter and its mark may stand in different stretches, so the whole is composed; the first font stays.
  const { pieces, ...whole } = cell;
  const font = cell.font ?? pieces?.[0]?.font;
  const text = cell.text.slice(0, MAX_CELL_TEXT);
  const composed = text.normalize('NFC');
  return {
    ...whole,
    text: composed,
    ...(font === undefined ? {} : { font }),
    ...(composed === text ? {} : { decomposed: text }),
  };
}

const textLength = (sheets: readonly SourceSheet[]): number => {
  let length = 0;
  for (const { cells } of sheets) for (const { text } of cells) length += text.length;
  return length;
};

function* fontTexts(sheets: readonly { readonly cells: readonly SourceCell[] }[]): Iterable<FontText> {
  for (const { cells } of sheets)
    for (const cell of cells)
      if (cell.pieces) yield* cell.pieces;
      else if (cell.kind !== 'number') yield cell;
}

// Control characters, marks of direction, spaces without width, the byte order mark and halves of letters print as
// nothing or boxes.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}]/gu;

function rawCell(cell: ComposedCell, convert: ReturnType<typeof legacyConverter>): RawCell | null {
  // Of the half a million cells of a large list nearly all stay what they are.
  if (cell.kind === 'number') return cell;
  const { row, column, kind, number, decomposed } = cell;
  const converted = kind === 'text' ? convert(cell.pieces ?? [cell]) : null;
  const text = converted?.text ?? cell.text;
  if (!converted && decomposed === undefined && !cell.font && !cell.pieces && isTidy(text)) return cell;
  const visible = text.replace(INVISIBLE, '');
  const collapsed = visible.replace(/\s+/g, ' ').trim();
  if (collapsed === '' && kind === 'text') return null;
  const repairs: readonly TextRepair[] = [
    ...(decomposed === undefined ? [] : (['nfd'] as const)),
    ...(converted ? [converted.encoding] : []),
    ...(visible === text ? [] : (['control'] as const)),
  ];
  return {
    row,
    column,
    kind,
    text: collapsed,
    ...(number === undefined ? {} : { number }),
    ...(repairs.length === 0
      ? { repairs: NO_REPAIRS }
      : { repairs, original: (decomposed ?? cell.text).replace(/\s+/g, ' ').trim() }),
  };
}

function rawSheet(
  sheet: Omit<SourceSheet, 'cells'> & { readonly cells: readonly ComposedCell[] },
  convert: ReturnType<typeof legacyConverter>,
  fileName: string,
): RawSheet {
  const byRow = new Map<number, (RawCell | undefined)[]>();
  let current = 0;
  let cells: (RawCell | undefined)[] = [];
  const put = (row: number, column: number, cell: RawCell): void => {
    // Cells come row by row.
    if (row !== current) {
      cells = byRow.get(row) ?? [];
      byRow.set(row, cells);
      current = row;
    }
    cells[column - 1] = cell;
  };
  for (const source of sheet.cells) {
    const cell = rawCell(source, convert);
    if (cell) put(cell.row, cell.column, cell);
  }
  let positions = 0;
  for (const range of sheet.merges) {
    const first = byRow.get(range.top)?.[range.left - 1];
    if (!first) continue;
    positions += (range.bottom - range.top + 1) * (range.right - range.left + 1);
    if (positions > MAX_MERGED_POSITIONS) throw new AppError('FILE_UNREADABLE', { file: fileName });
    for (let row = range.top; row <= range.bottom; row += 1) {
      for (let column = range.left; column <= range.right; column += 1) put(row, column, first);
    }
  }
  const rows: RawRow[] = [...byRow].map(([row, cells]) => ({ row, cells })).sort((a, b) => a.row - b.row);
  return { name: sheet.name, hidden: sheet.hidden, rows };
}
