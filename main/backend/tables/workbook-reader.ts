import type { Cell, CellValue, Worksheet } from 'exceljs';
import { AppError } from '../errors.ts';
import type { FontText } from '../text/legacy-encodings.ts';
import type { CellKind } from './raw-table.ts';
import { type MergedRange, mergedRanges, packParts, readWorkbookParts } from './workbook-parts.ts';

/** A cell straight from the file: what it holds, and the stretches of its text with their fonts. */
export interface SourceCell {
  readonly row: number;
  readonly column: number;
  readonly kind: CellKind;
  readonly pieces: readonly FontText[];
  readonly number?: number;
}

/** A sheet straight from the file; only cells that hold something. */
export interface SourceSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly SourceCell[];
  readonly merges: readonly MergedRange[];
}

/** What inside a sheet is no cell; the library would spend time, memory or an exception on it. */
const IGNORED = [
  'mergeCells',
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'legacyDrawing',
  'picture',
  'tableParts',
  'extLst',
  'headerFooter',
  'cols',
];

/**
 * Reads the cells of an .xlsx. Formulas give the result that the file stores and are never computed.
 *
 * @throws AppError FILE_NOT_WORKBOOK, FILE_ENCRYPTED, FILE_TOO_LARGE or FILE_UNREADABLE
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<readonly SourceSheet[]> {
  const parts = await readWorkbookParts(bytes, fileName);
  const merges = mergedRanges(parts);
  // Loading the library takes a third of a second, which only those who open a workbook should pay.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    // The library's declared Buffer is older than Node's.
    await workbook.xlsx.load(new Uint8Array(packParts(parts)).buffer, { ignoreNodes: IGNORED });
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
  return workbook.worksheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.state !== 'visible',
    cells: sheetCells(sheet),
    merges: merges.get(sheet.id) ?? [],
  }));
}

function sheetCells(sheet: Worksheet): readonly SourceCell[] {
  const cells: SourceCell[] = [];
  sheet.eachRow((row) => {
    row.eachCell((cell, column) => {
      const content = cellContent(cell);
      if (content) cells.push({ row: row.number, column, ...content });
    });
  });
  return cells;
}

type Content = Omit<SourceCell, 'row' | 'column'>;

function cellContent(cell: Cell): Content | null {
  const { value } = cell;
  const isFormula =
    typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value);
  if (!isFormula) return valueContent(value, cell);
  const { result } = value;
  if (result === undefined || result === null) return plain('formula-without-result', '');
  return valueContent(result, cell);
}

const plain = (kind: CellKind, text: string): Content => ({ kind, pieces: [{ text }] });

function valueContent(value: CellValue, cell: Cell): Content | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    return value === '' ? null : { kind: 'text', pieces: [{ text: value, font: cell.font?.name }] };
  }
  if (typeof value === 'boolean') return plain('boolean', value ? 'TRUE' : 'FALSE');
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return plain('error', '#NUM!');
    return { kind: 'number', pieces: [{ text: shownNumber(value, cell.numFmt) }], number: value };
  }
  if (value instanceof Date) return plain('date', Number.isNaN(value.getTime()) ? '#####' : shownDate(value));
  if ('richText' in value) {
    const pieces = value.richText.map((run) => ({ text: run.text, font: run.font?.name ?? cell.font?.name }));
    return pieces.some((piece) => piece.text !== '') ? { kind: 'text', pieces } : null;
  }
  if ('error' in value) return plain('error', value.error);
  // A hyperlink made by another program version; links are not read, so only their text is left.
  if ('text' in value) return valueContent(value.text, cell);
  return null;
}

/** A format of zeros only ("0000000000") shows the leading zeros that a phone number needs. */
function shownNumber(value: number, format: string | undefined): string {
  const digits = Number.isInteger(value) ? BigInt(value).toString() : String(value);
  const zeros = /^0+$/.exec(format ?? '')?.[0].length ?? 0;
  if (value >= 0 && Number.isInteger(value) && zeros > 1) return digits.padStart(zeros, '0');
  const literal = /^"(0+)"[#0]+$/.exec(format ?? '')?.[1];
  return literal === undefined ? digits : literal + digits;
}

/** Dates of a workbook have no time zone; the library gives them as UTC. */
function shownDate(value: Date): string {
  const iso = value.toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}
