import type { GridSheet, PlacedBinding } from '../../../preload/contract/department-forms.ts';
import { shownDay } from '../text/dates.ts';
import { type KeptBinding, labelOf, stateOf, textOf } from './places.ts';
import type { SheetCell } from './sheet.ts';
import { type FormSheet, openWorkbook, type Workbook } from './workbook.ts';

/** As much of a sheet as is shown. */
const MAX_SHOWN_ROWS = 500;
const MAX_SHOWN_COLUMNS = 60;
const MAX_SHOWN_TEXT = 300;
const MAX_SHOWN_CELLS = 40_000;
/** Empty rows and columns after the last that holds something, for figures that go there. */
const SPARE_ROWS = 8;
const SPARE_COLUMNS = 2;

/** A form and where its figures go. */
export interface FormInput {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly bindings: readonly KeptBinding[];
}

/** A form and where its figures shall go. */
export interface PlaceInput extends Pick<FormInput, 'bytes' | 'fileName'> {
  readonly bindings: readonly KeptBinding['binding'][];
}

/**
 * A form as the window shows it, and how its bindings stand in it.
 * @throws AppError what `openPackage` throws
 */
export async function showForm({ bytes, fileName, bindings }: FormInput): Promise<{
  readonly sheets: readonly GridSheet[];
  readonly bindings: readonly PlacedBinding[];
}> {
  const workbook = await openWorkbook(bytes, fileName);
  let left = MAX_SHOWN_CELLS;
  const sheets = workbook.sheets.map((sheet) => {
    const shown = gridOf(workbook, sheet, left);
    left -= shown.cells.length;
    return shown;
  });
  return { sheets, bindings: placed(workbook, bindings) };
}

/** How bindings stand in a form now. */
export const placed = (workbook: Workbook, bindings: readonly KeptBinding[]): readonly PlacedBinding[] =>
  bindings.map((kept) => ({ ...kept, state: stateOf(workbook, kept) }));

/** Bindings with the headings that their places stand under in a form. */
export async function placeBindings({
  bytes,
  fileName,
  bindings,
}: PlaceInput): Promise<readonly PlacedBinding[]> {
  const workbook = await openWorkbook(bytes, fileName);
  return placed(
    workbook,
    bindings.map((binding) => ({ binding, label: labelOf(workbook, binding) })),
  );
}

function gridOf(workbook: Workbook, sheet: FormSheet, room: number): GridSheet {
  const filled = [...sheet.cells.values()].filter((cell) => cell.formula !== null || cell.content !== '');
  const last = (of: 'row' | 'column') => filled.reduce((most, cell) => Math.max(most, cell[of]), 0);
  const merged = (of: 'bottom' | 'right') =>
    sheet.merges.reduce((most, range) => Math.max(most, range[of]), 0);
  const usedRows = Math.max(last('row'), merged('bottom'));
  const usedColumns = Math.max(last('column'), merged('right'));
  const rows = Math.min(usedRows + SPARE_ROWS, MAX_SHOWN_ROWS);
  const columns = Math.min(usedColumns + SPARE_COLUMNS, MAX_SHOWN_COLUMNS);
  const within = filled.filter((cell) => cell.row <= rows && cell.column <= columns);
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    rows,
    columns,
    widths: Array.from({ length: columns }, (_, index) => widthOf(sheet, index + 1)),
    merges: sheet.merges
      .filter(({ top, left }) => top <= rows && left <= columns)
      .map(({ top, left, bottom, right }) => ({
        top,
        left,
        bottom: Math.min(bottom, rows),
        right: Math.min(right, columns),
      })),
    cells: within.slice(0, room).map((cell) => {
      const { bold, align } = workbook.formats(cell.style);
      return {
        row: cell.row,
        column: cell.column,
        text: shownText(workbook, cell).slice(0, MAX_SHOWN_TEXT),
        formula: cell.formula !== null,
        bold,
        align: align ?? (cell.type === 'n' ? 'right' : null),
      };
    }),
    truncated: usedRows > rows || usedColumns > columns || within.length > room,
  };
}

function widthOf({ columns, usualWidth }: FormSheet, column: number): number {
  const range = columns.find(({ first, last }) => column >= first && column <= last);
  return range?.hidden ? 0 : (range?.width ?? usualWidth);
}

const MS_A_DAY = 86_400_000;

function shownText(workbook: Workbook, cell: SheetCell): string {
  if (cell.content === '') return cell.formula?.text ? `=${cell.formula.text}` : '';
  if (cell.type === 'b') return cell.content === '1' ? 'TRUE' : 'FALSE';
  if (cell.type !== 'n') return textOf(workbook, cell);
  const number = Number(cell.content);
  const { kind } = workbook.formats(cell.style);
  if (kind === 'day') {
    const first = workbook.date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
    const date = new Date(first + Math.floor(number) * MS_A_DAY);
    if (Number.isNaN(date.getTime())) return cell.content;
    return shownDay(date.toISOString().slice(0, 10));
  }
  if (kind === 'percent') return `${(number * 100).toLocaleString('vi-VN', { maximumFractionDigits: 2 })}%`;
  return number.toLocaleString('vi-VN', { maximumFractionDigits: 10 });
}
