import { Button } from '@mantine/core';
import {
  type CellSelectionState,
  type ColumnSizingState,
  cellSelectionFeature,
  columnFilteringFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createSortedRowModel,
  functionalUpdate,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useSetting } from '../api/hooks.ts';
import { useCan } from '../api/session.ts';
import { type Density, useDensity } from '../density.ts';
import { compareNames } from '../i18n/format.ts';
import { vi } from '../i18n/vi.ts';
import { type Block, readBlock, spread, totalsOf, writeBlock } from './cell-blocks.ts';
import { CellsRefused } from './cells-refused.tsx';
import { type ColumnFilter, isFiltering, NO_FILTER } from './column-filter.ts';
import {
  type ColumnActs,
  type ColumnChoice,
  HeadCell,
  type HeadColumn,
  type Order,
} from './data-table-head.tsx';
import { type After, Row, type RowActs, Spacer, type Typing } from './data-table-row.tsx';
import { notifyDone } from './notices.tsx';
import { type Filters, filtering, type Shown, shownRowModel } from './shown-rows.ts';
import { useSelectionText } from './status-text.ts';
import { type Column, textOf } from './table-columns.ts';
import { Tick } from './tick.tsx';
import { type CellWriting, useCellWriter } from './use-cell-writer.ts';
import { useLinesInSight } from './use-lines-in-sight.ts';
import './data-table.css';

export type { Column } from './table-columns.ts';

/** Which rows are ticked. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
}

interface DataTableProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  /** What a search above the table has found of the rows, in its order; all of them unless given. */
  readonly found?: readonly T[];
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
  /** Keeps order, widths and choice of columns under this name; the label unless given. */
  readonly settingsKey?: string;
  /** Where cells that are typed, pasted or filled are stored; columns say which of theirs can be. */
  readonly writing?: CellWriting<T>;
}

/** Heights of a row in px. */
const ROW_HEIGHTS: Record<Density, number> = { comfortable: 36, dense: 28 };

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnFilteringFeature,
  filteredRowModel: shownRowModel,
  tableMeta: metaHelper<Shown>(),
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
  cellSelectionFeature,
});
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextList = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isWidths = (value: unknown): value is Record<string, number> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((width) => typeof width === 'number');
const NO_WIDTHS: ColumnSizingState = {};
const NO_FILTERS: Filters = {};
const SELECT_WIDTH = 36;
const DEFAULT_MIN_WIDTH = 160;
const NARROWEST = 40;
const ROOM_FOR_MENU = 100;
const NO_PICKS = { from: -1, to: -1, top: false, bottom: false, focus: -1 };

/** What TanStack Table sees of a row or of two of them. */
interface Valued {
  readonly getValue: (id: string) => unknown;
}

/**
 * The one table of the program, with the habits of a sheet of Excel: cells are walked with the arrow keys, blocks
 * are selected, copied out, pasted in and filled down, columns are sorted, filtered, widened and hidden by their
 * heads. It is drawn only where it is seen. Rows have one height, given by the density.
 */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { label, rowId, selection, onOpen, openId } = props;
  // Rows that change are drawn in slices, so that a long list never keeps a key waiting; what is found of them at once.
  const deferred = useDeferredValue(props.rows);
  const rows = props.found ? props.rows : deferred;
  const isBusy = props.loading === true || rows !== props.rows;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [density] = useDensity();
  const rowHeight = ROW_HEIGHTS[density];
  const key = props.settingsKey ?? label;
  const hiddenAtFirst = useMemo(
    () => props.columns.filter(({ hiddenAtFirst }) => hiddenAtFirst).map(({ id }) => id),
    [props.columns],
  );
  const [sort, setSort] = useSetting(`table.${key}.sort`, '', isText);
  const [hidden, setHidden] = useSetting<string[]>(`table.${key}.hidden`, hiddenAtFirst, isTextList);
  const [storedWidths, storeWidths] = useSetting<ColumnSizingState>(
    `table.${key}.widths`,
    NO_WIDTHS,
    isWidths,
  );
  // While an edge is dragged its width changes with every move; it is stored when it is let go.
  const [draggedWidths, setDraggedWidths] = useState<ColumnSizingState>();
  const widths = draggedWidths ?? storedWidths;
  const [filters, setFilters] = useState(NO_FILTERS);
  const [picks, setPicks] = useState<CellSelectionState>([]);
  const [typing, setTyping] = useState<Typing | null>(null);
  const [menuOf, setMenuOf] = useState<string>();
  const mayWrite = useCan('cells.write');
  const writing = mayWrite ? props.writing : undefined;
  const { write, refusal, writeRest, forget } = useCellWriter(writing);

  const definitions = useMemo(
    () =>
      props.columns.map((column) => ({
        id: column.id,
        accessorFn: (row: T) => column.value(row) ?? undefined,
        sortUndefined: 'last' as const,
        sortDescFirst: false,
        sortFn: (left: Valued, right: Valued, of: string) => {
          const [a, b] = [left.getValue(of), right.getValue(of)];
          if (typeof a === 'number' && typeof b === 'number') return a - b;
          return (column.compare ?? compareNames)(`${a}`, `${b}`);
        },
        enableCellSelection: column.header !== '',
        minSize: NARROWEST,
        ...(column.width === undefined ? {} : { size: column.width }),
      })),
    [props.columns],
  );
  const [sortedBy = '', direction] = sort.split(' ');
  const sorting = useMemo(
    () =>
      props.columns.some((column) => column.id === sortedBy)
        ? [{ id: sortedBy, desc: direction === 'desc' }]
        : [],
    [props.columns, sortedBy, direction],
  );
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.map((each) => [each, false])), [hidden]);
  const columns = useMemo(
    () => props.columns.filter((column) => !hidden.includes(column.id)),
    [props.columns, hidden],
  );
  const listed = props.found ?? rows;
  const pass = useMemo(() => filtering(props.columns, filters), [props.columns, filters]);
  const meta = useMemo(() => ({ shown: pass(listed) }), [pass, listed]);
  const table = useTable({
    features,
    meta,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    autoResetCellSelection: false,
    enableMultiCellRangeSelection: false,
    columnResizeMode: 'onChange',
    onCellSelectionChange: (update) => setPicks((old) => functionalUpdate(update, old)),
    onColumnSizingChange: (update) =>
      setDraggedWidths((old) => functionalUpdate(update, old ?? storedWidths)),
    state: { sorting, columnVisibility, columnSizing: widths, cellSelection: picks },
  });
  const resizing = table.state.columnResizing.isResizingColumn;
  useEffect(() => {
    if (resizing !== false || !draggedWidths) return;
    storeWidths(draggedWidths);
    setDraggedWidths(undefined);
  }, [resizing, draggedWidths, storeWidths]);

  // The library makes rows of a whole list at once: only an order, or a selected cell, asks for them.
  const ordered = sorting.length > 0 ? table.getRowModel().rows : null;
  const sorted = useMemo(() => ordered?.map((row) => row.original) ?? meta.shown, [ordered, meta]);
  const virtual = useLinesInSight({
    count: sorted.length,
    height: rowHeight,
    scroller: () => scroller.current,
    overscan: 12,
  });

  const toggle = (row: string) => {
    if (!selection) return;
    const ids = new Set(selection.ids);
    if (!ids.delete(row)) ids.add(row);
    selection.onChange(ids);
  };

  const range = picks.at(-1);
  const placeOf = (column: string | undefined) => columns.findIndex(({ id }) => id === column);
  const indexOf = (row: string | undefined) =>
    row === undefined ? -1 : sorted.findIndex((each) => rowId(each) === row);
  const activeIndex = indexOf(range?.anchorRowId ?? openId);
  const activePlace = placeOf(range?.anchorColumnId);
  const activeColumn = columns[activePlace];
  const focusIndex = range ? indexOf(range.focusRowId) : activeIndex;
  const [bounds] = range ? table.getCellSelectionBounds() : [];

  const reveal = (index: number, column: string) => {
    virtual.scrollToIndex(index);
    scroller.current?.querySelector(`th[data-column="${CSS.escape(column)}"]`)?.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
    });
  };
  /** Moves the cell cursor, or with `extend` the other corner of the selection. */
  const goTo = (index: number, place: number, extend = false) => {
    const target = Math.max(0, Math.min(sorted.length - 1, index));
    const row = sorted[target];
    const selectable = columns.filter(({ header }) => header !== '');
    const column = columns[Math.max(0, Math.min(columns.length - 1, place))];
    const to = column?.header === '' ? selectable.at(place > 0 ? -1 : 0) : column;
    if (!row || !to) return;
    const key = rowId(row);
    const corner = { focusRowId: key, focusColumnId: to.id };
    setPicks([
      extend && range ? { ...range, ...corner } : { ...corner, anchorRowId: key, anchorColumnId: to.id },
    ]);
    reveal(target, to.id);
  };

  /** The selected rows and columns; the cell under the cursor alone unless more is selected. */
  const selectedRows = () => (bounds ? sorted.slice(bounds.minRowIndex, bounds.maxRowIndex + 1) : []);
  const selectedColumns = () =>
    bounds ? columns.slice(bounds.minColumnIndex, bounds.maxColumnIndex + 1) : [];
  const block = (): Block =>
    selectedRows().map((row) => selectedColumns().map((column) => textOf(column, row)));

  const edit = (text?: string) => {
    const row = sorted[activeIndex];
    if (!writing || !activeColumn?.edit || !row) return false;
    setTyping({ column: activeColumn.id, text: text ?? textOf(activeColumn, row) });
    return true;
  };
  const stopTyping = () => {
    setTyping(null);
    grid.current?.focus({ preventScroll: true });
  };
  const commit = (text: string, after: After) => {
    const row = sorted[activeIndex];
    const cell = typing && row && activeColumn && { row, column: activeColumn, text };
    if (after === 'stay') setTyping(null);
    else stopTyping();
    if (cell && text !== textOf(cell.column, cell.row)) {
      void write([cell]).then((stored) => {
        // What was typed is kept for mending.
        if (stored) return;
        setPicks(picks);
        setTyping({ column: cell.column.id, text });
      });
    }
    if (after === 'down') goTo(activeIndex + 1, activePlace);
    if (after === 'right') goTo(activeIndex, activePlace + 1);
    if (after === 'left') goTo(activeIndex, activePlace - 1);
  };

  /** Writes a block with its first cell at the first selected one; what lies beyond the table is left out. */
  const put = (cells: Block) => {
    if (!bounds) return;
    const { minRowIndex, minColumnIndex } = bounds;
    const changed = cells.flatMap((texts, down) =>
      texts.flatMap((text, right) => {
        const row = sorted[minRowIndex + down];
        const column = columns[minColumnIndex + right];
        return row && column && text !== textOf(column, row) ? [{ row, column, text }] : [];
      }),
    );
    void write(changed);
  };
  const fillDown = () => {
    const [first, ...others] = block();
    if (first && others.length > 0) put([first, ...others.map(() => first)]);
  };

  const onCopy = (event: ClipboardEvent) => {
    if (event.target !== event.currentTarget || !bounds) return;
    event.preventDefault();
    const cells = block();
    event.clipboardData.setData('text/plain', writeBlock(cells));
    if (cells.flat().length > 1) notifyDone(vi.table.copied(cells.flat().length));
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.target !== event.currentTarget || !bounds || !writing) return;
    event.preventDefault();
    event.stopPropagation();
    const height = bounds.maxRowIndex - bounds.minRowIndex + 1;
    const width = bounds.maxColumnIndex - bounds.minColumnIndex + 1;
    put(spread(readBlock(event.clipboardData.getData('text/plain')), height, width));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.metaKey || sorted.length === 0) return;
    const active = sorted[activeIndex];
    if (event.altKey) {
      if (event.key !== 'ArrowDown' || event.ctrlKey || !activeColumn) return;
      setMenuOf(activeColumn.id);
      event.preventDefault();
      return;
    }
    const letter = event.key.toLowerCase();
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const [row = -1, place = -1] = event.shiftKey
      ? [focusIndex, placeOf(range?.focusColumnId)]
      : [activeIndex, activePlace];
    const column = Math.max(0, place);
    const [last, lastColumn] = [sorted.length - 1, columns.length - 1];
    const targets: Readonly<Record<string, readonly [number, number]>> = event.ctrlKey
      ? {
          Home: [0, 0],
          End: [last, lastColumn],
          ArrowUp: [0, column],
          ArrowDown: [last, column],
          ArrowLeft: [row, 0],
          ArrowRight: [row, lastColumn],
        }
      : {
          ArrowDown: [row + 1, column],
          ArrowUp: [row - 1, column],
          // The first step sideways only shows where the cursor is.
          ArrowLeft: [row, place < 0 ? 0 : place - 1],
          ArrowRight: [row, place < 0 ? 0 : place + 1],
          PageDown: [row + page, column],
          PageUp: [row - page, column],
          Home: [row, 0],
          End: [row, lastColumn],
        };
    const target = targets[event.key];
    if (target) goTo(...target, event.shiftKey);
    else if (event.ctrlKey && letter === 'a') table.selectAllCells();
    else if (event.ctrlKey && letter === 'd' && bounds && bounds.maxRowIndex > bounds.minRowIndex) fillDown();
    else if (event.ctrlKey && active && props.rowKeys?.[letter]) props.rowKeys[letter](active);
    else if (event.ctrlKey) return;
    else if (event.key === 'F2') {
      if (!edit()) return;
    } else if (event.key === 'Delete') {
      if (!writing || !bounds) return;
      put(block().map((texts) => texts.map(() => '')));
    } else if (event.key === 'Enter' && active && onOpen) onOpen(active);
    else if (event.key === 'Enter') {
      if (!edit()) return;
    } else if (event.key === ' ' && active && selection) toggle(rowId(active));
    // A question mark asks for the sheet of keys, here as everywhere.
    else if (event.key.length !== 1 || event.key === '?' || !edit(event.key)) return;
    event.preventDefault();
  };

  const current = useRef({ toggle, onOpen, edit, commit, stopTyping, table, range });
  current.current = { toggle, onOpen, edit, commit, stopTyping, table, range };
  const acts = useMemo((): RowActs<T> => {
    const cellOf = (row: string, column: string) =>
      current.current.table
        .getRow(row)
        .getAllCells()
        .find((cell) => cell.column.id === column);
    return {
      toggle: (row) => current.current.toggle(row),
      open: (rowKey, row) => {
        const { range, onOpen } = current.current;
        // The click that ends the dragging of a block opens nothing.
        const isBlock =
          range !== undefined &&
          (range.focusRowId !== range.anchorRowId || range.focusColumnId !== range.anchorColumnId);
        if (!isBlock && (range === undefined || range.focusRowId === rowKey)) onOpen?.(row);
      },
      press: (row, column, event) => {
        // The second press of a double click may hit another cell, for the detail that the first one opened moves them.
        if (event.button === 0 && event.detail <= 1) cellOf(row, column)?.getSelectionStartHandler()(event);
      },
      drag: (row, column) => {
        if (current.current.table._isSelectingCells) cellOf(row, column)?.getSelectionExtendHandler()({});
      },
      edit: () => void current.current.edit(),
      commit: (text, after) => current.current.commit(text, after),
      cancel: () => current.current.stopTyping(),
    };
  }, []);

  const totals = useMemo(() => {
    if (!bounds) return null;
    const chosen = columns.slice(bounds.minColumnIndex, bounds.maxColumnIndex + 1);
    const values = sorted
      .slice(bounds.minRowIndex, bounds.maxRowIndex + 1)
      .flatMap((row) => chosen.map((column) => column.value(row)));
    return values.length > 1 ? { cells: values.length, ...totalsOf(values) } : null;
  }, [bounds, columns, sorted]);
  useSelectionText(
    totals === null
      ? ''
      : [
          vi.table.selection(totals.cells, totals.count),
          ...(totals.numbers > 0 ? [vi.table.totals(totals.sum, totals.sum / totals.numbers)] : []),
        ].join(' · '),
  );

  const filterOf = (column: string): ColumnFilter => filters[column] ?? NO_FILTER;
  const choice: ColumnChoice = {
    all: props.columns.filter(({ header }) => header !== ''),
    hidden,
    onChange: (next) => setHidden([...next]),
  };
  const orderOf = (column: string): Order =>
    column !== sortedBy ? 'none' : direction === 'desc' ? 'descending' : 'ascending';
  const actsOf = (column: Column<T>): ColumnActs => ({
    sort: (order) =>
      setSort(order === 'none' ? '' : `${column.id} ${order === 'descending' ? 'desc' : 'asc'}`),
    filter: (value) =>
      setFilters(({ [column.id]: _, ...others }) =>
        isFiltering(value) ? { ...others, [column.id]: value } : others,
      ),
    widen: (by) => {
      const { [column.id]: _, ...others } = storedWidths;
      if (by === null) return storeWidths(others);
      const now = grid.current?.querySelector(`th[data-column="${CSS.escape(column.id)}"]`)?.clientWidth ?? 0;
      storeWidths({ ...others, [column.id]: Math.max(NARROWEST, now + by) });
    },
    hide: () => setHidden([...hidden, column.id]),
    startResize: (event) => {
      // A column that takes what is left over begins with what it has.
      const shown = grid.current?.querySelector(`th[data-column="${CSS.escape(column.id)}"]`)?.clientWidth;
      if (shown !== undefined) setDraggedWidths({ ...storedWidths, [column.id]: shown });
      table
        .getFlatHeaders()
        .find((header) => header.column.id === column.id)
        ?.getResizeHandler()(event);
    },
  });
  const valuesOf = (column: Column<T>) => {
    const { [column.id]: _, ...others } = filters;
    const seen = new Set(filtering(props.columns, others)(listed).map((row) => textOf(column, row)));
    return [...seen].sort(column.compare ?? compareNames);
  };

  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const span = columns.length + (selection ? 1 : 0);
  const widthOf = (column: Column<T>) => widths[column.id] ?? column.width;
  const minWidth = columns.reduce(
    (sum, column) => sum + (widthOf(column) ?? column.minWidth ?? DEFAULT_MIN_WIDTH),
    selection ? SELECT_WIDTH : 0,
  );
  const tickedIds = selection?.ids;
  const tickedCount = tickedIds?.size ? sorted.filter((row) => tickedIds.has(rowId(row))).length : 0;
  const allTicked = sorted.length > 0 && tickedCount === sorted.length;
  const isStretched = columns.some((column) => widthOf(column) === undefined);
  const filteredHeaders = props.columns.filter((column) => column.id in filters);
  const active = sorted[activeIndex];

  return (
    <div className="data-table-box">
      {filteredHeaders.length > 0 && (
        <div className="data-table-filtered" role="status">
          <span>
            {vi.table.filteredBy(
              filteredHeaders.map(({ header }) => header).join(', '),
              sorted.length,
              listed.length,
            )}
          </span>
          <Button size="compact-sm" variant="subtle" onClick={() => setFilters(NO_FILTERS)}>
            {vi.table.clearFilters}
          </Button>
        </div>
      )}
      <div className="data-table" ref={scroller} aria-busy={isBusy}>
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that the arrow keys walk
          role="grid"
          aria-label={label}
          aria-rowcount={sorted.length + 1}
          aria-multiselectable={selection !== undefined}
          aria-activedescendant={
            active ? `${id}-${rowId(active)}${activePlace >= 0 ? '-cell' : ''}` : undefined
          }
          data-takes-cells={writing && bounds ? true : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onCopy={onCopy}
          onPaste={onPaste}
          style={isStretched ? { minWidth } : { width: minWidth }}
        >
          <colgroup>
            {selection && <col style={{ width: SELECT_WIDTH }} />}
            {columns.map((column) => (
              <col key={column.id} style={{ width: widthOf(column) }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {selection && (
                <th scope="col" className="data-table-tick">
                  <Tick
                    label={vi.common.selectAll}
                    checked={allTicked}
                    partly={tickedCount > 0 && !allTicked}
                    onChange={() => selection.onChange(new Set(allTicked ? [] : sorted.map(rowId)))}
                  />
                </th>
              )}
              {columns.map((column) => (
                <HeadCell
                  key={column.id}
                  column={headOf(column, orderOf(column.id), filterOf(column.id), rows, widthOf(column))}
                  acts={actsOf(column)}
                  choice={choice}
                  valuesOf={() => valuesOf(column)}
                  open={menuOf === column.id}
                  onOpen={(open) => {
                    setMenuOf(open ? column.id : undefined);
                    if (!open) grid.current?.focus({ preventScroll: true });
                  }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <Spacer height={above} span={span} />}
            {items.map((item) => {
              const row = sorted[item.index];
              if (!row) return null;
              const rowKey = rowId(row);
              const ticked = selection?.ids.has(rowKey) ?? false;
              const isPicked =
                bounds !== undefined && item.index >= bounds.minRowIndex && item.index <= bounds.maxRowIndex;
              const isActive = item.index === activeIndex;
              return (
                <Row
                  // A place keeps its elements whoever stands there, but for the row that is typed into.
                  key={isActive && typing ? rowKey : item.index}
                  id={`${id}-${rowKey}`}
                  rowKey={rowKey}
                  row={row}
                  columns={columns}
                  index={item.index}
                  height={rowHeight}
                  ticked={selection ? ticked : null}
                  picked={ticked || rowKey === openId}
                  active={isActive}
                  clickable={onOpen !== undefined}
                  typing={isActive ? typing : null}
                  {...(isPicked
                    ? {
                        from: bounds.minColumnIndex,
                        to: bounds.maxColumnIndex,
                        top: item.index === bounds.minRowIndex,
                        bottom: item.index === bounds.maxRowIndex,
                        focus: isActive ? activePlace : -1,
                      }
                    : NO_PICKS)}
                  acts={acts}
                />
              );
            })}
            {below > 0 && <Spacer height={below} span={span} />}
          </tbody>
        </table>
        {(props.found ?? props.rows).length === 0 && !props.loading && props.empty}
      </div>
      {refusal && (
        <CellsRefused
          refusal={refusal}
          nameOf={(row) =>
            vi.table.rowName(indexOf(rowId(row)) + 1, props.columns[0] ? textOf(props.columns[0], row) : '')
          }
          onWriteRest={writeRest}
          onClose={forget}
        />
      )}
    </div>
  );
}

const headOf = <T,>(
  column: Column<T>,
  order: Order,
  filter: ColumnFilter,
  rows: readonly T[],
  width: number | undefined,
): HeadColumn => ({
  id: column.id,
  header: column.header,
  align: column.align,
  order,
  filter,
  isNarrow: width !== undefined && width < ROOM_FOR_MENU,
  isNumber: column.align === 'right' && rows.some((row) => typeof column.value(row) === 'number'),
});
