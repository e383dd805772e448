import type { Cell, Workbook, Worksheet } from 'exceljs';
import { AppError } from '../errors.ts';
import type { RawTable } from './raw-table.ts';
import type { TableInput } from './read-table.ts';
import { packParts, parseRange, readWorkbookParts, type WorkbookParts } from './workbook-parts.ts';

/** What is to be noted in the cells of one sheet. */
export interface ListMarks {
  readonly sheet: string;
  readonly marks: readonly {
    /** Without a cell it is only listed. */
    readonly cell: string | null;
    readonly message: string;
    /** Else a doubt. */
    readonly isFault: boolean;
  }[];
  /** Cells that a person put right in the window, with what was typed. */
  readonly mended: readonly { readonly cell: string; readonly text: string }[];
}

const SUMMARY = 'Các ô cần sửa';
const MENDED = 'Đã sửa trong chương trình thành';
const FAULT_FILL = 'FFFBD9D6';
const DOUBT_FILL = 'FFFDF1CC';
const OWN_FILLS: ReadonlySet<string | undefined> = new Set([FAULT_FILL, DOUBT_FILL]);
/** Notes of one sheet; a drawing stands behind each. */
const MOST_NOTES = 5_000;
/** Cells that merged ranges and rules of input may cover: the library makes an object for each of them. */
const MOST_COVERED = 200_000;

/**
 * The person's own workbook with a light ground and a note in each cell that needs a look, and a sheet at the end that
 * lists them. A text file, which has neither, comes back as a workbook with the same cells.
 *
 * Values, formulas, formats, widths and pictures stay. The library that writes it does not keep charts, pivot tables,
 * shapes and slicers, nor rules of input over whole columns; so this is a copy to work on, beside the original.
 *
 * @throws AppError FILE_TOO_LARGE, FILE_UNREADABLE
 */
export async function markWorkbook(
  file: TableInput,
  table: RawTable,
  { sheet: name, marks, mended }: ListMarks,
): Promise<Uint8Array> {
  const { Workbook } = await import('../workbooks/exceljs.ts');
  const book = new Workbook();
  if (table.format === 'xlsx') await load(book, file);
  else addPlainSheet(book, table);
  const sheet = book.worksheets.find((candidate) => candidate.name === name) ?? book.worksheets[0];
  if (!sheet) throw new AppError('FILE_UNREADABLE', { file: file.fileName });

  unmark(book, sheet);
  const byCell = new Map<string, { isFault: boolean; messages: string[] }>();
  for (const { cell, message, isFault } of marks) {
    if (cell === null || (byCell.size >= MOST_NOTES && !byCell.has(cell))) continue;
    const known = byCell.get(cell) ?? { isFault: false, messages: [] };
    known.isFault ||= isFault;
    known.messages.push(message);
    byCell.set(cell, known);
  }
  const typed = new Map(mended.map(({ cell, text }) => [cell, text]));
  for (const [address, { isFault, messages }] of byCell) {
    const text = typed.get(address);
    const own = text === undefined ? [] : [`${MENDED} “${text}”.`];
    mark(sheet.getCell(address), [...new Set(messages), ...own].join('\n'), isFault);
  }
  addSummary(book, sheet, marks);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function load(book: Workbook, { bytes, fileName }: TableInput): Promise<void> {
  const parts = await readWorkbookParts(bytes, fileName, { whole: true });
  if (area(rangesOf(parts, 'mergeCell', 'ref')) > MOST_COVERED)
    throw new AppError('FILE_TOO_LARGE', { file: fileName });
  const ignoreNodes =
    area(rangesOf(parts, 'dataValidation', 'sqref')) > MOST_COVERED ? ['dataValidations'] : [];
  try {
    // The library's declared Buffer is older than Node's.
    await book.xlsx.load(new Uint8Array(packParts(parts)).buffer, { ignoreNodes });
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
}

type Range = ReturnType<typeof parseRange>[number];

const area = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { top, left, bottom, right }) => sum + (bottom - top + 1) * (right - left + 1), 0);

/** The ranges that an element of the sheets names. */
const rangesOf = (parts: WorkbookParts, element: string, attribute: string): readonly Range[] =>
  [...parts]
    .filter(([name, part]) => name.startsWith('xl/worksheets/') && part.includes(`<${element} `))
    .flatMap(([, part]) => [
      ...part
        .toString('utf8')
        .matchAll(new RegExp(`<${element} (?:[^<>]* )?${attribute}\\s*=\\s*["']([^"']*)["']`, 'g')),
    ])
    .flatMap(([, refs = '']) => refs.split(' ').flatMap(parseRange));

function addPlainSheet(book: Workbook, table: RawTable): void {
  const sheet = book.addWorksheet('Danh sách');
  for (const { row, cells } of table.sheets[0]?.rows ?? []) {
    for (const [index, cell] of cells.entries()) {
      if (cell) sheet.getCell(row, index + 1).value = cell.text;
    }
  }
  for (const column of sheet.columns ?? []) column.width = 20;
}

function mark(cell: Cell, message: string, isFault: boolean): void {
  // Cells of one look share their style; only this one is to change.
  cell.style = {
    ...cell.style,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: isFault ? FAULT_FILL : DOUBT_FILL } },
  };
  cell.note = { texts: [{ text: [noteOf(cell), message].filter(Boolean).join('\n') }] };
}

/** Takes away what an earlier marking noted: the list that it left says in which cells, and in which words. */
function unmark(book: Workbook, sheet: Worksheet): void {
  const noted = new Map<string, Set<string>>();
  book.getWorksheet(SUMMARY)?.eachRow((row) => {
    const address = row.getCell(1).text;
    if (!/^[A-Z]+[0-9]+$/.test(address)) return;
    noted.set(address, (noted.get(address) ?? new Set()).add(row.getCell(3).text));
  });
  for (const [address, messages] of noted) {
    const cell = sheet.getCell(address);
    const { fill } = cell;
    if (fill?.type === 'pattern' && OWN_FILLS.has(fill.fgColor?.argb)) {
      cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'none' } };
    }
    const kept = noteOf(cell)
      .split('\n')
      .filter((line) => !messages.has(line) && !line.startsWith(MENDED));
    // Without a text the library still writes a note; its declared type knows no way to take one away.
    if (kept.join('') === '') Object.assign(cell, { _comment: undefined });
    else cell.note = { texts: [{ text: kept.join('\n') }] };
  }
}

const noteOf = ({ note }: Cell): string => (typeof note === 'string' ? note : textOf(note?.texts));

const textOf = (texts: readonly { readonly text: string }[] = []): string =>
  texts.map(({ text }) => text).join('');

function addSummary(book: Workbook, marked: Worksheet, marks: ListMarks['marks']): void {
  const former = book.getWorksheet(SUMMARY);
  if (former && former !== marked) book.removeWorksheet(former.id);
  const sheet = book.addWorksheet(former === marked ? `${SUMMARY} (2)` : SUMMARY);
  sheet.columns = [{ width: 10 }, { width: 12 }, { width: 100 }];
  sheet.addRow(['Ô', 'Mức', 'Nội dung']).font = { bold: true };
  for (const { cell, message, isFault } of marks) {
    const row = sheet.addRow([cell ?? 'Cả tệp', isFault ? 'Phải sửa' : 'Nên xem', message]);
    row.getCell(3).alignment = { wrapText: true, vertical: 'top' };
    if (cell === null) continue;
    const place = `#'${marked.name.replaceAll("'", "''")}'!${cell}`;
    row.getCell(1).value = { text: cell, hyperlink: place };
    row.getCell(1).font = { underline: true, color: { argb: 'FF1D4F91' } };
  }
}
