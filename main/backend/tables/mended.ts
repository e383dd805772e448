import type { Header } from './columns.ts';
import type { RawCell, RawRow } from './raw-table.ts';

/** A cell that a person put right before the list is taken in. */
export interface MendedCell {
  readonly row: number;
  /** From 1 (A = 1). */
  readonly column: number;
  /** Empty for an empty cell. */
  readonly text: string;
}

/** The same list with what a person typed; the first cell of a merged range is put right for the whole range. */
export function withMended<Field extends string>(
  header: Header<Field>,
  mended: readonly MendedCell[],
): Header<Field> {
  if (mended.length === 0) return header;
  const rows = new Map(header.rows.map((row) => [row.row, row]));
  const byRow = new Map<number, Map<number, RawCell | undefined>>();
  const replaced = new Map<RawCell, RawCell | undefined>();
  for (const { row, column, text } of mended) {
    const cell: RawCell | undefined =
      text === '' ? undefined : { row, column, kind: 'text', text, repairs: [], mended: true };
    byRow.set(row, (byRow.get(row) ?? new Map()).set(column, cell));
    const old = rows.get(row)?.cells[column - 1];
    if (old?.row === row && old.column === column) replaced.set(old, cell);
  }
  const mendRow = (row: RawRow): RawRow => {
    const own = byRow.get(row.row);
    if (!own && !row.cells.some((cell) => cell && replaced.has(cell))) return row;
    const cells = row.cells.map((cell) => (cell && replaced.has(cell) ? replaced.get(cell) : cell));
    for (const [column, cell] of own ?? []) cells[column - 1] = cell;
    return { row: row.row, cells };
  };
  return { ...header, rows: header.rows.map(mendRow) };
}
