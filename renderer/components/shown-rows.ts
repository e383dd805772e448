import { compareNames } from '../i18n/format.ts';
import { type ColumnFilter, passes } from './column-filter.ts';
import { type Column, textOf } from './table-columns.ts';

/** What each filtered column must say. */
export type Filters = Readonly<Record<string, ColumnFilter>>;

/** Picks the rows that are shown, or puts them in order; what is known of a row is kept for the next list that has it. */
export type RowsOf<T> = (rows: readonly T[]) => readonly T[];

/** Lets those rows pass that every filtered column lets pass. */
export function filtering<T extends object>(columns: readonly Column<T>[], filters: Filters): RowsOf<T> {
  const known = new WeakMap<T, boolean>();
  const judges = columns.flatMap((column) => {
    const filter = filters[column.id];
    return filter ? [(row: T) => passes(filter, column.value(row), textOf(column, row))] : [];
  });
  const isShown = (row: T): boolean => {
    const verdict = known.get(row) ?? judges.every((judge) => judge(row));
    known.set(row, verdict);
    return verdict;
  };
  return (rows) => (judges.length === 0 ? rows : rows.filter(isShown));
}

/** Puts rows in the order of a column, missing values always last; equal ones stay as they were given. */
export function ordering<T extends object>(
  column: Column<T>,
  direction: 'ascending' | 'descending',
): RowsOf<T> {
  const compareTexts = column.compare ?? compareNames;
  const sign = direction === 'ascending' ? 1 : -1;
  const compare = (left: string | number | null, right: string | number | null): number => {
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * compareTexts(`${left}`, `${right}`);
  };
  const placesOf = (rows: readonly T[]): ReadonlyMap<T, number> => {
    const valued = rows.map((row) => ({ row, value: column.value(row) }));
    valued.sort((left, right) => compare(left.value, right.value));
    let [place, last] = [0, valued[0]?.value ?? null];
    return new Map(
      valued.map(({ row, value }) => {
        if (compare(last, value) !== 0) place += 1;
        last = value;
        return [row, place];
      }),
    );
  };
  // Comparing names is dear: rows that were put in order once are told apart by their places from then on.
  let places: ReadonlyMap<T, number> = new Map();
  return (rows) => {
    if (!rows.every((row) => places.has(row))) places = placesOf(rows);
    const count = rows.length;
    const keys = Float64Array.from(rows, (row, index) => (places.get(row) ?? 0) * count + index).sort();
    return Array.from(keys, (key) => rows[key % count]).filter((row) => row !== undefined);
  };
}
