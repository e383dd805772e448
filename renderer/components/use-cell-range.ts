import { useMemo, useRef, useState } from 'react';
import type { Column } from './table-columns.ts';

/** Two corners of a block of cells by the keys of their rows and columns; the cell cursor stands on the anchor. */
export interface CellRange {
  readonly anchorRow: string;
  readonly anchorColumn: string;
  readonly focusRow: string;
  readonly focusColumn: string;
}

/** The first and last row and column of a block, by their places. */
export interface CellBounds {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

interface Cells {
  readonly range: CellRange | null;
  /** Null while a corner is hidden or filtered away; the block is back when it is. */
  readonly bounds: CellBounds | null;
  readonly anchorIndex: number;
  readonly focusIndex: number;
  readonly isBlock: boolean;
  /** Goes to a cell, or with `extend` moves only the other corner of the block. */
  readonly pick: (row: string, column: string, extend: boolean) => void;
  readonly pickAll: () => void;
  readonly restore: (range: CellRange | null) => void;
  /** A mouse button goes down on a cell; while it stays down the block follows the mouse. */
  readonly press: (row: string, column: string, extend: boolean) => void;
  readonly drag: (row: string, column: string) => void;
}

/** The selected block of cells of a table. Columns without a heading have no cells to select. */
export function useCellRange<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  rowId: (row: T) => string,
): Cells {
  const [range, setRange] = useState<CellRange | null>(null);
  const isDragging = useRef(false);
  // The same function but for its identity: callers write it in place.
  const idOf = useRef(rowId);
  idOf.current = rowId;
  const [anchorIndex, focusIndex] = useMemo(() => {
    if (range === null) return [-1, -1];
    const indexOf = (key: string) => rows.findIndex((row) => idOf.current(row) === key);
    const anchor = indexOf(range.anchorRow);
    return [anchor, range.focusRow === range.anchorRow ? anchor : indexOf(range.focusRow)];
  }, [rows, range]);
  const bounds = useMemo(() => {
    if (range === null) return null;
    const placeOf = (key: string) => columns.findIndex(({ id, header }) => id === key && header !== '');
    const [from, to] = [placeOf(range.anchorColumn), placeOf(range.focusColumn)];
    if (Math.min(anchorIndex, focusIndex, from, to) < 0) return null;
    return {
      top: Math.min(anchorIndex, focusIndex),
      bottom: Math.max(anchorIndex, focusIndex),
      left: Math.min(from, to),
      right: Math.max(from, to),
    };
  }, [columns, range, anchorIndex, focusIndex]);

  const pick = (row: string, column: string, extend: boolean) =>
    setRange((old) => {
      const corner = { focusRow: row, focusColumn: column };
      return extend && old ? { ...old, ...corner } : { ...corner, anchorRow: row, anchorColumn: column };
    });
  const isSelectable = (column: string) => columns.some(({ id, header }) => id === column && header !== '');
  return {
    range,
    bounds,
    anchorIndex,
    focusIndex,
    isBlock:
      range !== null && (range.focusRow !== range.anchorRow || range.focusColumn !== range.anchorColumn),
    pick,
    pickAll: () => {
      const selectable = columns.filter(({ header }) => header !== '');
      const [first, last] = [rows[0], rows.at(-1)];
      const [start, end] = [selectable[0], selectable.at(-1)];
      if (!first || !last || !start || !end) return;
      setRange({
        anchorRow: rowId(first),
        anchorColumn: start.id,
        focusRow: rowId(last),
        focusColumn: end.id,
      });
    },
    restore: setRange,
    press: (row, column, extend) => {
      if (!isSelectable(column)) return;
      isDragging.current = true;
      document.addEventListener(
        'mouseup',
        () => {
          isDragging.current = false;
        },
        { once: true },
      );
      pick(row, column, extend);
    },
    drag: (row, column) => {
      if (isDragging.current && isSelectable(column)) pick(row, column, true);
    },
  };
}
