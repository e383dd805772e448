import { Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import {
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useSetting } from '../api/hooks.ts';
import { compareNames } from '../i18n/format.ts';
import { vi } from '../i18n/vi.ts';
import './data-table.css';

/** One column of a table. Without `width` it takes what is left over, but at least `minWidth`. */
export interface Column<T> {
  readonly id: string;
  /** Empty over acts, which nobody sorts by. */
  readonly header: string;
  /** What the column sorts by, and shows unless `cell` says otherwise. */
  readonly value: (row: T) => string | number | null;
  readonly cell?: (row: T) => ReactNode;
  /** Order of the values; Vietnamese order of names unless given. Missing values always stand last. */
  readonly compare?: (left: string, right: string) => number;
  readonly align?: 'left' | 'right' | 'center';
  readonly width?: number;
  readonly minWidth?: number;
  /** Long text takes two lines where the row is high enough, and is cut after that. */
  readonly wrap?: boolean;
}

/** Which rows are ticked. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
}

interface DataTableProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly rowId: (row: T) => string;
  /** Shown when there is no row; not while `loading`. */
  readonly empty: ReactNode;
  readonly loading?: boolean;
  /** Enter, or a click on a row. */
  readonly onOpen?: (row: T) => void;
  /** What Ctrl and a letter do with the row that the arrow keys are on. */
  readonly rowKeys?: Readonly<Record<string, (row: T) => void>>;
  /** The row whose detail is open. */
  readonly openId?: string | undefined;
  readonly selection?: Selection;
  /** Keeps the order under this name. Without it rows stay in the order given. */
  readonly settingsKey?: string;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const isText = (value: unknown): value is string => typeof value === 'string';
const SELECT_WIDTH = 36;
const DEFAULT_MIN_WIDTH = 160;

/**
 * The one table of the program: sorted in Vietnamese order, drawn only where it is seen, walked with the arrow
 * keys. Rows have one height, given by the density.
 */
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { label, rows, columns, rowId, selection, onOpen, openId } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [density] = useDensity();
  const rowHeight = ROW_HEIGHTS[density];
  const [sort, setSort] = useSetting(`table.${props.settingsKey ?? label}.sort`, '', isText);
  const [activeId, setActiveId] = useState<string>();

  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: T) => column.value(row) ?? undefined,
        sortUndefined: 'last' as const,
        sortDescFirst: false,
        sortFn: (
          left: { getValue(id: string): unknown },
          right: { getValue(id: string): unknown },
          key: string,
        ) => {
          const [a, b] = [left.getValue(key), right.getValue(key)];
          if (typeof a === 'number' && typeof b === 'number') return a - b;
          return (column.compare ?? compareNames)(`${a}`, `${b}`);
        },
      })),
    [columns],
  );
  const [sortedBy = '', direction] = sort.split(' ');
  const sorting = useMemo(
    () =>
      columns.some((column) => column.id === sortedBy) ? [{ id: sortedBy, desc: direction === 'desc' }] : [],
    [columns, sortedBy, direction],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    state: { sorting },
  });
  const sorted = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heights are asked for anew when the density changes
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const cycleSort = (column: string) =>
    setSort(sortedBy !== column ? `${column} asc` : direction === 'asc' ? `${column} desc` : '');

  const toggle = (row: string) => {
    if (!selection) return;
    const ids = new Set(selection.ids);
    if (!ids.delete(row)) ids.add(row);
    selection.onChange(ids);
  };

  const activeIndex = sorted.findIndex((row) => row.id === (activeId ?? openId));
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(sorted.length - 1, index));
    setActiveId(sorted[next]?.id);
    virtual.scrollToIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    const active = sorted[activeIndex];
    if (event.ctrlKey) {
      const act = props.rowKeys?.[event.key.toLowerCase()];
      if (!act || !active) return;
      event.preventDefault();
      act(active.original);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const target = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex - 1,
      PageDown: activeIndex + page,
      PageUp: activeIndex - page,
      Home: 0,
      End: sorted.length - 1,
    }[event.key];
    if (target !== undefined && sorted.length > 0) moveTo(target);
    else if (event.key === 'Enter' && active && onOpen) onOpen(active.original);
    else if (event.key === ' ' && active && selection) toggle(active.id);
    else return;
    event.preventDefault();
  };

  const current = useRef({ toggle, onOpen });
  current.current = { toggle, onOpen };
  const acts = useMemo(
    (): RowActs<T> => ({
      toggle: (row) => current.current.toggle(row),
      open: (rowKey, row) => {
        setActiveId(rowKey);
        current.current.onOpen?.(row);
      },
    }),
    [],
  );

  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const span = columns.length + (selection ? 1 : 0);
  const minWidth = columns.reduce(
    (sum, column) => sum + (column.width ?? column.minWidth ?? DEFAULT_MIN_WIDTH),
    selection ? SELECT_WIDTH : 0,
  );
  const allTicked = sorted.length > 0 && sorted.every((row) => selection?.ids.has(row.id));
  const anyTicked = sorted.some((row) => selection?.ids.has(row.id));

  return (
    <div className="data-table" ref={scroller} aria-busy={props.loading ?? false}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that the arrow keys walk
        role="grid"
        aria-label={label}
        aria-rowcount={sorted.length + 1}
        aria-multiselectable={selection !== undefined}
        aria-activedescendant={activeIndex >= 0 ? `${id}-${sorted[activeIndex]?.id}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        style={{ minWidth }}
      >
        <colgroup>
          {selection && <col style={{ width: SELECT_WIDTH }} />}
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {selection && (
              <th scope="col" className="data-table-tick">
                <Checkbox
                  aria-label={vi.common.selectAll}
                  checked={allTicked}
                  indeterminate={anyTicked && !allTicked}
                  onChange={() => selection.onChange(new Set(allTicked ? [] : sorted.map((row) => row.id)))}
                />
              </th>
            )}
            {columns.map((column) => {
              const order =
                column.id !== sortedBy ? 'none' : direction === 'desc' ? 'descending' : 'ascending';
              const Arrow = order === 'descending' ? IconChevronDown : IconChevronUp;
              return (
                <th key={column.id} scope="col" aria-sort={order} data-align={column.align}>
                  {column.header !== '' && (
                    <button type="button" onClick={() => cycleSort(column.id)}>
                      <span>{column.header}</span>
                      {order !== 'none' && <Arrow size={14} aria-hidden />}
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Spacer height={above} span={span} />}
          {items.map((item) => {
            const row = sorted[item.index];
            if (!row) return null;
            const ticked = selection?.ids.has(row.id) ?? false;
            return (
              <Row
                key={row.id}
                id={`${id}-${row.id}`}
                rowKey={row.id}
                row={row.original}
                columns={columns}
                index={item.index}
                height={rowHeight}
                ticked={selection ? ticked : null}
                picked={ticked || row.id === openId}
                active={item.index === activeIndex}
                clickable={onOpen !== undefined}
                acts={acts}
              />
            );
          })}
          {below > 0 && <Spacer height={below} span={span} />}
        </tbody>
      </table>
      {rows.length === 0 && !props.loading && props.empty}
    </div>
  );
}

interface RowActs<T> {
  readonly toggle: (rowKey: string) => void;
  readonly open: (rowKey: string, row: T) => void;
}

interface RowProps<T> {
  /** Of the element. */
  readonly id: string;
  readonly rowKey: string;
  readonly row: T;
  readonly columns: readonly Column<T>[];
  readonly index: number;
  readonly height: number;
  /** null where rows are not ticked. */
  readonly ticked: boolean | null;
  /** Ticked, or its detail is open. */
  readonly picked: boolean;
  readonly active: boolean;
  readonly clickable: boolean;
  readonly acts: RowActs<T>;
}

function PlainRow<T>(props: RowProps<T>) {
  const { id, rowKey, row, columns, index, height, ticked, picked, active, clickable, acts } = props;
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={picked}
      data-active={active || undefined}
      data-clickable={clickable || undefined}
      style={{ height }}
      onClick={() => acts.open(rowKey, row)}
    >
      {ticked !== null && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the box must not open the row
        <td className="data-table-tick" onClick={(event) => event.stopPropagation()}>
          <Checkbox
            aria-label={vi.common.selectRow}
            checked={ticked}
            tabIndex={-1}
            onChange={() => acts.toggle(rowKey)}
          />
        </td>
      )}
      {columns.map((column) => (
        <Cell key={column.id} column={column} row={row} />
      ))}
    </tr>
  );
}

/**
 * Drawn anew only when something of it changes, so that scrolling costs only the rows that come into sight. `memo`
 * forgets that a row has a type of its own.
 */
const Row = memo(PlainRow) as typeof PlainRow;

function Cell<T>({ column, row }: { readonly column: Column<T>; readonly row: T }) {
  const value = column.value(row);
  const shown = column.cell ? column.cell(row) : value;
  return (
    <td data-align={column.align} title={typeof value === 'string' ? value : undefined}>
      {column.wrap ? <span className="data-table-wrap">{shown}</span> : shown}
    </td>
  );
}

const Spacer = ({ height, span }: { readonly height: number; readonly span: number }) => (
  <tr aria-hidden style={{ height }}>
    <td colSpan={span} className="data-table-spacer" />
  </tr>
);

export const DENSITIES = ['comfortable', 'dense'] as const;
export type Density = (typeof DENSITIES)[number];
/** Heights of a row in px. */
const ROW_HEIGHTS: Record<Density, number> = { comfortable: 36, dense: 28 };
const isDensity = (value: unknown): value is Density => DENSITIES.some((density) => density === value);

/** How close the rows of all tables stand. */
export const useDensity = () => useSetting<Density>('appearance.density', 'comfortable', isDensity);
