import { AppError } from '../errors.ts';
import { type EncodingChoice, type FontText, legacyConverter } from '../text/legacy-encodings.ts';
import { readCsv } from './csv-reader.ts';
import {
  MAX_CELL_TEXT,
  type RawCell,
  type RawRow,
  type RawSheet,
  type RawTable,
  type TextRepair,
} from './raw-table.ts';
import { readWorkbook, type SourceCell, type SourceSheet } from './workbook-reader.ts';

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
  const convert = legacyConverter(pieces(composed), encoding);
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
  readonly decomposed: string | null;
}

function composeCell(cell: SourceCell): ComposedCell {
  const whole = cell.pieces.length === 1 ? (cell.pieces[0]?.text ?? '') : textOf(cell.pieces);
  if (whole.length <= MAX_CELL_TEXT && whole.normalize('NFC') === whole) return { ...cell, decomposed: null };
  // A letter and its mark may stand in different stretches, so the whole is composed; the first font stays.
  const text = whole.slice(0, MAX_CELL_TEXT);
  const composed = text.normalize('NFC');
  return {
    ...cell,
    pieces: [{ ...cell.pieces[0], text: composed }],
    decomposed: composed === text ? null : text,
  };
}

const textOf = (parts: readonly FontText[]): string => parts.map((piece) => piece.text).join('');

const textLength = (sheets: readonly SourceSheet[]): number =>
  sheets
    .flatMap((sheet) => sheet.cells)
    .flatMap((cell) => cell.pieces)
    .reduce((sum, piece) => sum + piece.text.length, 0);

function* pieces(sheets: readonly { readonly cells: readonly SourceCell[] }[]): Iterable<FontText> {
  for (const sheet of sheets) for (const cell of sheet.cells) yield* cell.pieces;
}

// Control characters, marks of direction, spaces without width and the byte order mark print as nothing or boxes.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Shared, because most of a large table's cells need no repair. */
const NO_REPAIRS: readonly TextRepair[] = [];

function rawCell(cell: ComposedCell, convert: ReturnType<typeof legacyConverter>): RawCell | null {
  const converted = cell.kind === 'text' ? convert(cell.pieces) : null;
  const text = converted?.text ?? textOf(cell.pieces);
  const visible = text.replace(INVISIBLE, '');
  const collapsed = visible.replace(/\s+/g, ' ').trim();
  if (collapsed === '' && cell.kind === 'text') return null;
  const repairs: readonly TextRepair[] = [
    ...(cell.decomposed === null ? [] : (['nfd'] as const)),
    ...(converted ? [converted.encoding] : []),
    ...(visible === text ? [] : (['control'] as const)),
  ];
  return {
    row: cell.row,
    column: cell.column,
    kind: cell.kind,
    text: collapsed,
    ...(cell.number === undefined ? {} : { number: cell.number }),
    ...(repairs.length === 0
      ? { repairs: NO_REPAIRS }
      : { repairs, original: (cell.decomposed ?? textOf(cell.pieces)).replace(/\s+/g, ' ').trim() }),
  };
}

function rawSheet(
  sheet: Omit<SourceSheet, 'cells'> & { readonly cells: readonly ComposedCell[] },
  convert: ReturnType<typeof legacyConverter>,
  fileName: string,
): RawSheet {
  const byRow = new Map<number, (RawCell | undefined)[]>();
  const put = (row: number, column: number, cell: RawCell): void => {
    const cells = byRow.get(row) ?? [];
    if (cells.length === 0) byRow.set(row, cells);
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
