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

/** What of a list is shown, in this order. */
export interface Shown {
  readonly shown: readonly object[];
}

/** The rows that a table keeps of a list, and what is shown of it. */
interface Listed<R> {
  readonly getPreFilteredRowModel: () => {
    readonly rows: R[];
    readonly rowsById: Record<string, R>;
  };
  readonly options: { readonly data: readonly object[]; readonly meta?: Shown };
}

/**
 * In place of the table's own model of filtered rows, which makes two objects for each row of a list, and of a list that a
 * search above the table shortens with every letter all rows anew. Here the list stays, and its rows with it.
 */
export function shownRowModel<R extends { readonly original: unknown }>(table: Listed<R>) {
  type Model = ReturnType<Listed<R>['getPreFilteredRowModel']>;
  const keptOf = (all: Model) => ({ all, rows: new Map(all.rows.map((row) => [row.original, row])) });
  const modelOf = (all: Model, shown: readonly object[]) => {
    if (shown === table.options.data) return { all, shown, model: { ...all, flatRows: all.rows } };
    if (kept?.all !== all) kept = keptOf(all);
    const rows: R[] = [];
    for (const each of shown) {
      const row = kept.rows.get(each);
      if (row) rows.push(row);
    }
    return { all, shown, model: { rows, flatRows: rows, rowsById: all.rowsById } };
  };
  let kept: ReturnType<typeof keptOf> | undefined;
  let last: ReturnType<typeof modelOf> | undefined;
  return () => {
    const all = table.getPreFilteredRowModel();
    const shown = table.options.meta?.shown ?? table.options.data;
    if (last?.all !== all || last.shown !== shown) last = modelOf(all, shown);
    return last.model;
  };
}
