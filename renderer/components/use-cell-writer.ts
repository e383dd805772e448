import { useState } from 'react';
import { z } from 'zod';
import { type CellTable, cellFault } from '../../preload/contract/cells.ts';
import { ApiError } from '../api/client.ts';
import { useClient } from '../api/hooks.ts';
import { vi } from '../i18n/vi.ts';
import { notifyDone, notifyError } from './notices.tsx';
import type { Column } from './table-columns.ts';

/** Where the cells of a table are stored. */
export interface CellWriting<T> {
  readonly table: CellTable;
  /** The key of a row's record; null for rows that are no record. */
  readonly row: (row: T) => string | null;
}

/** A cell with what is to stand in it. */
export interface TypedCell<T> {
  readonly row: T;
  readonly column: Column<T>;
  readonly text: string;
}

/** Cells that can't be used, each with the reason; nothing of them all was stored. */
export interface Refusal<T> {
  readonly cells: readonly TypedCell<T>[];
  readonly faults: readonly { readonly cell: TypedCell<T>; readonly message: string }[];
}

const refused = z.object({ faults: z.array(cellFault) });

/** Stores what was typed, pasted or filled, all or nothing; a refused block is kept until the person decides. */
export function useCellWriter<T>(writing: CellWriting<T> | undefined) {
  const client = useClient();
  const [refusal, setRefusal] = useState<Refusal<T> | null>(null);

  const write = async (cells: readonly TypedCell<T>[]): Promise<boolean> => {
    if (!writing || cells.length === 0) return true;
    const open = cells.flatMap((cell) => {
      const row = writing.row(cell.row);
      return row !== null && cell.column.edit
        ? { cell, row, column: cell.column.edit.field ?? cell.column.id }
        : [];
    });
    const closed = cells.filter((cell) => !open.some((each) => each.cell === cell));
    if (closed.length > 0) {
      return refuse(
        cells,
        closed.map((cell) => ({ cell, message: vi.table.readOnly })),
      );
    }
    try {
      await client.call('cells.write', {
        table: writing.table,
        cells: open.map(({ cell, row, column }) => ({ row, column, text: cell.text })),
      });
      if (cells.length > 1) notifyDone(vi.table.written(cells.length));
      return true;
    } catch (error) {
      const told = refused.safeParse(error instanceof ApiError ? error.details : null);
      if (told.success) {
        return refuse(
          cells,
          told.data.faults.flatMap(({ row, column, message }) => {
            const found = open.find((each) => each.row === row && each.column === column);
            return found ? { cell: found.cell, message } : [];
          }),
        );
      }
      if (error instanceof Error) notifyError(error);
      return false;
    }
  };
  const refuse = (cells: Refusal<T>['cells'], faults: Refusal<T>['faults']): false => {
    const [only] = faults;
    if (cells.length === 1 && only) notifyError(new Error(only.message));
    else setRefusal({ cells, faults });
    return false;
  };
  return {
    write,
    refusal,
    /** Stores the cells of a refused block that can be used. */
    writeRest: () => {
      if (!refusal) return;
      const bad = new Set(refusal.faults.map(({ cell }) => cell));
      setRefusal(null);
      void write(refusal.cells.filter((cell) => !bad.has(cell)));
    },
    forget: () => setRefusal(null),
  };
}
