import type { SchoolField } from '../../../preload/contract/schools.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { vi } from '../../i18n/vi.ts';

export type Preview = OutputOf<'schools.previewImport'>;
type Notice = Preview['faults'][number];

/** What is said about one cell. */
export interface Mark {
  readonly faults: string[];
  readonly warnings: string[];
  repair?: { readonly before: string; readonly after: string; readonly said: string[] };
  change?: { readonly before: string | null; readonly after: string };
}

export const FILTERS = ['all', 'fault', 'warning', 'repair', 'create', 'update', 'unchanged'] as const;
export type Filter = (typeof FILTERS)[number];

/** One row of the list as it is checked. */
export interface CheckedRow {
  readonly row: number;
  /** Texts of the columns that hold a field, in their order. */
  readonly cells: readonly string[];
  readonly state: 'fault' | 'create' | 'update' | 'unchanged';
  readonly hasWarning: boolean;
  readonly isRepaired: boolean;
}

/** A column of the file that is taken in. */
export interface CheckedColumn {
  readonly column: number;
  readonly letter: string;
  readonly heading: string;
  readonly field: SchoolField;
}

/** A preview, laid out by rows and cells. */
export interface Checked {
  readonly rows: readonly CheckedRow[];
  readonly columns: readonly CheckedColumn[];
  /** By address; what concerns a whole row stands under the number of the row. */
  readonly marks: ReadonlyMap<string, Mark>;
  /** What concerns no row of the list. */
  readonly notes: readonly Notice[];
}

/** The key of a row's own mark. */
export const rowKey = (row: number): string => `${row}`;

/** Lays every fault, warning, repair and change at its cell. */
export function layOut({ table, faults, warnings, changes }: Preview): Checked {
  const columns = table.columns.flatMap(({ field, ...column }) => (field ? [{ ...column, field }] : []));
  const letters = new Set(columns.map(({ letter }) => letter));
  const letterOf = new Map(columns.map(({ field, letter }) => [field, letter]));
  const listed = new Set(table.rows.map(({ row }) => row));
  const marks = new Map<string, Mark>();
  const notes: Notice[] = [];
  const markOf = (address: string): Mark => {
    const known = marks.get(address) ?? { faults: [], warnings: [] };
    marks.set(address, known);
    return known;
  };
  /** Where a notice stands in the table; null when it concerns no row of it. */
  const addressOf = ({ row, cell }: Notice): string | null => {
    if (row === null || !listed.has(row)) return null;
    return cell !== null && letters.has(cell.replace(/\d+$/, '')) ? cell : rowKey(row);
  };

  const repaired = new Set<number>();
  const codes = new Map(table.repairs.map((repair) => [repair.cell, repair.codes]));
  for (const { row, cell, before, after } of table.repairs) {
    repaired.add(row);
    markOf(cell).repair = { before, after, said: [] };
  }
  const faulty = new Set<number>();
  for (const fault of faults) {
    const address = addressOf(fault);
    if (address === null) notes.push(fault);
    else {
      markOf(address).faults.push(fault.message);
      faulty.add(fault.row ?? 0);
    }
  }
  const doubtful = new Set<number>();
  for (const warning of warnings) {
    const address = addressOf(warning);
    if (address === null) notes.push(warning);
    else if (codes.get(address)?.includes(warning.code)) {
      const said = markOf(address).repair?.said;
      if (!said?.includes(warning.message)) said?.push(warning.message);
    } else {
      markOf(address).warnings.push(warning.message);
      doubtful.add(warning.row ?? 0);
    }
  }
  const actions = new Map(changes.map((change) => [change.row, change.action]));
  for (const { row, action, fields } of changes) {
    if (action !== 'update') continue;
    for (const { field, before, after } of fields) {
      const letter = letterOf.get(field);
      const shown = {
        before: before === null ? null : shownValue(field, before),
        after: shownValue(field, after),
      };
      markOf(letter ? `${letter}${row}` : rowKey(row)).change = shown;
    }
  }
  const rows = table.rows.map(({ row, cells }) => ({
    row,
    cells,
    state: faulty.has(row) ? ('fault' as const) : (actions.get(row) ?? 'fault'),
    hasWarning: doubtful.has(row),
    isRepaired: repaired.has(row),
  }));
  return { rows, columns, marks, notes };
}

const LEVELS: Readonly<Record<string, string>> = vi.levels;
const shownValue = (field: SchoolField, value: string): string =>
  field === 'level' ? (LEVELS[value] ?? value) : value;

/** Whether a filter lets a row through. */
export function passes({ state, hasWarning, isRepaired }: CheckedRow, filter: Filter): boolean {
  if (filter === 'all') return true;
  if (filter === 'warning') return hasWarning;
  if (filter === 'repair') return isRepaired;
  return state === filter;
}
