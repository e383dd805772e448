import { type ColumnFilter, passes } from './column-filter.ts';
import { type Column, textOf } from './table-columns.ts';

/** What each filtered column must say. */
export type Filters = Readonly<Record<string, ColumnFilter>>;

/** Lets those rows pass that every filtered column lets pass; a row that was judged once is not judged again. */
export function filtering<T extends object>(
  columns: readonly Column<T>[],
  filters: Filters,
): (rows: readonly T[]) => readonly T[] {
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

/** Those rows of a list that are shown, by their keys, in this order. */
export interface Shown {
  readonly keys: readonly string[];
}

/** A list's rows by their keys, and what is shown of them. */
interface Listed<R> {
  readonly getPreFilteredRowModel: () => { readonly rowsById: Readonly<Record<string, R>> };
  readonly options: { readonly meta?: Shown };
}

/**
 * In place of the table's own model of filtered rows, which makes two objects for each row of a list, and of a list that a
 * search above the table shortens with every letter all rows anew. Here the list stays, and its rows with it.
 */
export function shownRowModel<R>(table: Listed<R>) {
  const modelOf = (all: ReturnType<Listed<R>['getPreFilteredRowModel']>, keys: readonly string[]) => {
    const rows = keys.flatMap((key) => all.rowsById[key] ?? []);
    return { all, keys, model: { rows, flatRows: rows, rowsById: all.rowsById } };
  };
  let last: ReturnType<typeof modelOf> | undefined;
  return () => {
    const all = table.getPreFilteredRowModel();
    const keys = table.options.meta?.keys ?? [];
    if (last?.all !== all || last.keys !== keys) last = modelOf(all, keys);
    return last.model;
  };
}
