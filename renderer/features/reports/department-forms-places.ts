import type {
  FieldValue,
  FormBinding,
  FormField,
  FormTable,
  GridSheet,
  PlacedBinding,
} from '../../../preload/contract/department-forms.ts';
import { formatDay, formatShare, searchKey } from '../../i18n/format.ts';

export type TableBinding = Extract<FormBinding, { kind: 'table' }>;

/** Last row of a sheet. */
const MAX_ROWS = 1_048_576;

/** Row and column, counted from 1. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

type GridCell = GridSheet['cells'][number];
type Merge = GridSheet['merges'][number];

/** A sheet whose cells are found by address, "B7". */
export interface SheetMap {
  readonly sheet: GridSheet;
  readonly cells: ReadonlyMap<string, GridCell>;
  /** The merged range of every cell that lies in one. */
  readonly merges: ReadonlyMap<string, Merge>;
}

/** "AB" for 28. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** 28 for "AB". */
export const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

/** "B7" for row 7, column 2. */
export const addressOf = ({ row, column }: Place): string => `${columnLetters(column)}${row}`;

/** Row and column of "B7". */
export function placeOf(address: string): Place {
  const [, letters = 'A', row = '1'] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  return { row: Number(row), column: columnNumber(letters) };
}

/** Makes the cells of a sheet findable. */
export function mapSheet(sheet: GridSheet): SheetMap {
  const merges = new Map<string, Merge>();
  for (const merge of sheet.merges) {
    for (let row = merge.top; row <= merge.bottom; row += 1) {
      for (let column = merge.left; column <= merge.right; column += 1) {
        merges.set(addressOf({ row, column }), merge);
      }
    }
  }
  return { sheet, cells: new Map(sheet.cells.map((cell) => [addressOf(cell), cell])), merges };
}

/** The cell that stands for a place: the first one of its merged range. */
export function cellFor({ merges }: SheetMap, place: Place): Place {
  const merge = merges.get(addressOf(place));
  return merge ? { row: merge.top, column: merge.left } : place;
}

/** The next cell in a direction, past the whole of a merged range; at an edge the cell stays. */
export function stepFrom(map: SheetMap, from: Place, down: number, right: number): Place {
  const merge = map.merges.get(addressOf(from));
  const edge = {
    row: down > 0 && merge ? merge.bottom : from.row,
    column: right > 0 && merge ? merge.right : from.column,
  };
  const { rows, columns } = map.sheet;
  return cellFor(map, {
    row: Math.min(Math.max(edge.row + down, 1), rows),
    column: Math.min(Math.max(edge.column + right, 1), columns),
  });
}

/** The nearest text above a cell: what its column is called. */
export function headingAbove(map: SheetMap, { row, column }: Place): string {
  for (let above = row - 1; above >= 1; above -= 1) {
    const cell = map.cells.get(addressOf(cellFor(map, { row: above, column })));
    if (cell && !cell.formula && /\p{L}{2}/u.test(cell.text)) return cell.text;
  }
  return '';
}

const numbers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 4 });

/** A figure as it will look; nothing where there is none. */
export function shownValue(kind: FormField['kind'], value: FieldValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return kind === 'share' ? formatShare(value) : numbers.format(value);
  return kind === 'day' ? formatDay(value) : value;
}

/** Which columns of a table the headings of a sheet ask for, by the letters of the sheet's columns. */
export function columnsByHeading(
  map: SheetMap,
  row: number,
  columns: readonly number[],
  table: FormTable,
): ReadonlyMap<string, string> {
  const found = columns.flatMap((column): (readonly [string, string])[] => {
    const heading = searchKey(headingAbove(map, { row, column }));
    const field = table.columns.find(({ name }) => searchKey(name) === heading);
    return field ? [[columnLetters(column), field.code]] : [];
  });
  return new Map(found);
}

/** What will stand in a cell, and by which binding. */
export interface Filled {
  readonly text: string;
  readonly numeric: boolean;
  readonly placed: PlacedBinding;
  /** The cell that was pointed at; others of a table follow from it. */
  readonly first: boolean;
}

/** What the bindings put into the cells of one sheet, by address. */
export function filledCells(
  map: SheetMap,
  bindings: readonly PlacedBinding[],
  fields: readonly FormField[],
  tables: readonly FormTable[],
): ReadonlyMap<string, Filled> {
  const filled = new Map<string, Filled>();
  for (const placed of bindings) {
    const { binding } = placed;
    if (binding.sheet !== map.sheet.name) continue;
    if (binding.kind === 'cell') {
      const field = fields.find(({ code }) => code === binding.field);
      filled.set(binding.cell, {
        text: field ? shownValue(field.kind, field.value) : '',
        numeric: typeof field?.value === 'number',
        placed,
        first: true,
      });
      continue;
    }
    const { row: top } = placeOf(binding.cell);
    const table = tables.find(({ code }) => code === binding.table);
    const count = Math.max(1, Math.min(table?.rows.length ?? 0, roomFor(map, binding)));
    for (let index = 0; index < count; index += 1) {
      for (const { column, field } of binding.columns) {
        const at = table?.columns.findIndex(({ code }) => code === field) ?? -1;
        const value = table?.rows[index]?.[at] ?? null;
        filled.set(`${column}${top + index}`, {
          text: shownValue(table?.columns[at]?.kind ?? 'text', value),
          numeric: typeof value === 'number',
          placed,
          first: `${column}${top + index}` === binding.cell,
        });
      }
    }
  }
  return filled;
}

/** Rows that a table can take in the form as it is: down to the first cell that holds something. */
export function roomFor(map: SheetMap, { cell, columns, rows }: TableBinding): number {
  const { row: top } = placeOf(cell);
  const most = rows ?? MAX_ROWS - top + 1;
  const isTaken = (index: number): boolean =>
    columns.some(({ column }) => {
      const place = { row: top + index, column: columnNumber(column) };
      const there = map.cells.get(addressOf(place));
      if (there?.formula || addressOf(cellFor(map, place)) !== addressOf(place)) return true;
      return rows === null && index > 0 && there !== undefined;
    });
  for (let index = 0; index < most && top + index <= map.sheet.rows; index += 1) {
    if (isTaken(index)) return index;
  }
  return most;
}

/** What a binding puts into the form, in words. */
export function nameOf(
  binding: FormBinding,
  fields: readonly FormField[],
  tables: readonly FormTable[],
): string {
  return binding.kind === 'cell'
    ? (fields.find(({ code }) => code === binding.field)?.name ?? binding.field)
    : (tables.find(({ code }) => code === binding.table)?.name ?? binding.table);
}

/** Bindings with one more, in the place of any that was there. */
export const withBinding = (
  bindings: readonly PlacedBinding[],
  added: FormBinding,
  instead?: FormBinding,
): FormBinding[] => [...withoutBinding(withoutPlace(bindings, added), instead), added];

const withoutPlace = (bindings: readonly PlacedBinding[], { sheet, cell }: FormBinding): FormBinding[] =>
  bindings
    .map(({ binding }) => binding)
    .filter((binding) => binding.sheet !== sheet || binding.cell !== cell);

/** Bindings without one. */
export const withoutBinding = (
  bindings: readonly FormBinding[],
  gone: FormBinding | undefined,
): FormBinding[] => bindings.filter((binding) => binding !== gone);
