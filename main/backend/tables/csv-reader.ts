import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { AppError } from '../errors.ts';
import { countVietnameseWords, decodeLegacy, type EncodingChoice } from '../text/legacy-encodings.ts';
import { csvFields, OpenQuote } from './csv-fields.ts';
import { farCells } from './far-cells.ts';
import { MAX_CELLS, NO_REPAIRS } from './raw-table.ts';
import type { SourceCell } from './sheet-reader.ts';
import type { SourceSheet } from './workbook-reader.ts';

const SEPARATORS = [',', ';', '\t'];
/** Rows that are looked at to find the separator, from the top. */
const SAMPLE_ROWS = 60;
/** More than any list has; a line may be nothing but separators. */
const SAMPLE_COLUMNS = 20_000;
/** Characters from the top that tell the encoding of a whole file: the list of a province. */
const JUDGED_CHARACTERS = 500_000;

/**
 * Reads a CSV file: UTF-8 or UTF-16 by its mark or its bytes, else an eight-bit encoding; comma,
 * semicolon or tab, found by itself. Rows count as in Excel: a line break inside quotes starts no row.
 *
 * @throws AppError FILE_TYPE_UNKNOWN for bytes that are no text, CSV_QUOTE_OPEN, FILE_TOO_LARGE
 */
export function readCsv(bytes: Uint8Array, fileName: string, encoding: EncodingChoice): SourceSheet {
  const text = decodeText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), fileName, encoding);
  // "sep=;" in the first line is Excel's own hint; it is no row of the list.
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint ? text.slice(hint[0].indexOf('\n')) : text;
  const separator = hint?.[1] ?? findSeparator(body);

  const cells: SourceCell[] = [];
  const watch = farCells(fileName);
  try {
    for (const { row, column, text: field } of csvFields(body, separator)) {
      if (field.trim() === '') continue;
      watch(row, column);
      if (cells.length >= MAX_CELLS) {
        throw new AppError('FILE_TOO_LARGE', {
          file: fileName,
          limit: `${MAX_CELLS.toLocaleString('vi-VN')} ô`,
        });
      }
      cells.push({ row, column, kind: 'text', text: field, repairs: NO_REPAIRS });
    }
  } catch (error) {
    if (error instanceof OpenQuote) throw new AppError('CSV_QUOTE_OPEN', { file: fileName, row: error.row });
    throw error;
  }
  return { name: '', hidden: false, cells, merges: [] };
}

function decodeText(bytes: Buffer, fileName: string, encoding: EncodingChoice): string {
  const wide = wideEncoding(bytes);
  if (wide) return iconv.decode(bytes, wide);
  if (bytes.includes(0)) throw new AppError('FILE_TYPE_UNKNOWN', { file: fileName });
  if (isUtf8(bytes) || encoding === 'utf8') return iconv.decode(bytes, 'utf8');
  const western = iconv.decode(bytes, 'windows-1252');
  if (encoding !== 'auto') return western;
  // Old-font bytes stay as Windows-1252 characters: which cells to convert is decided over all cells.
  const head = western.slice(0, JUDGED_CHARACTERS);
  const asOldFonts = Math.max(
    countVietnameseWords(head),
    countVietnameseWords(decodeLegacy(head, 'tcvn3')),
    countVietnameseWords(decodeLegacy(head, 'vni')),
  );
  const vietnamese = (part: Buffer) => iconv.decode(part, 'windows-1258').normalize('NFC');
  return countVietnameseWords(vietnamese(bytes.subarray(0, JUDGED_CHARACTERS))) > asOldFonts
    ? vietnamese(bytes)
    : western;
}

/** UTF-16 by its byte order mark, or by a zero in every second of the first bytes. */
function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  const head = bytes.subarray(0, 8);
  if (head.length < 8) return null;
  const zeros = [0, 1].map(
    (parity) => head.filter((byte, index) => index % 2 === parity && byte === 0).length,
  );
  if (zeros[0] === 0 && (zeros[1] ?? 0) >= 2) return 'utf-16le';
  if (zeros[1] === 0 && (zeros[0] ?? 0) >= 2) return 'utf-16be';
  return null;
}

/** The separator that cuts most rows into most fields, the same number in each. */
function findSeparator(text: string): string {
  const regularity = (separator: string): number => {
    const counts = new Map<number, number>();
    for (const width of widths(text, separator)) counts.set(width, (counts.get(width) ?? 0) + 1);
    return Math.max(0, ...[...counts].map(([width, rows]) => rows * (width - 1)));
  };
  const [best = ','] = SEPARATORS.map((separator) => ({ separator, score: regularity(separator) }))
    .sort((left, right) => right.score - left.score)
    .map(({ separator }) => separator);
  return best;
}

/** Fields of each of the first rows; with the wrong separator, quotes soon stand where none may. */
function widths(text: string, separator: string): readonly number[] {
  const found: number[] = [];
  try {
    for (const { column, row, endsRow } of csvFields(text, separator)) {
      if (row > SAMPLE_ROWS || column > SAMPLE_COLUMNS) break;
      if (endsRow && column > 1) found.push(column);
    }
  } catch (error) {
    if (!(error instanceof OpenQuote)) throw error;
  }
  return found;
}
