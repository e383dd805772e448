import { IconAlertCircle } from '@tabler/icons-react';
import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  memo,
  useCallback,
  useRef,
  useState,
} from 'react';
import { notifyDone } from '../../components/notices.tsx';
import { vi } from '../../i18n/vi.ts';
import { href } from '../../route.ts';
import { memorandumName } from './memorandum-state.tsx';
import {
  cellKey,
  type Edits,
  edit,
  fillDown,
  GRID_COLUMNS,
  type GridColumn,
  type GridRow,
  type Place,
  parseBlock,
  paste,
  tidy,
} from './record-grid.ts';

interface RecordCellsProps {
  readonly rows: readonly GridRow[];
  readonly edits: Edits;
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (edits: Edits) => void;
  readonly onActive: (place: Place) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** Esc where there is nothing to take back in the cell. */
  readonly onLeave: () => void;
}

/** Rows of one column that are marked, from the cell where the mark began. */
interface Range {
  readonly column: number;
  readonly anchor: number;
  readonly head: number;
}

const spanOf = ({ anchor, head }: Range) => [Math.min(anchor, head), Math.max(anchor, head)] as const;

/**
 * The cells, walked and filled as in Excel: a cell that is entered is chosen as a whole, typing replaces it, F2 or a
 * second click edits it.
 */
export function RecordCells(props: RecordCellsProps) {
  const { rows, faults } = props;
  const table = useRef<HTMLTableElement>(null);
  const [range, setRange] = useState<Range | null>(null);
  /** The caret moves inside the cell instead of from cell to cell. */
  const inside = useRef(false);
  /** What the cell said when it was entered; null once that is no more to be taken back. */
  const before = useRef<string | null>(null);
  if (props.edits.size === 0) before.current = null;
  const latest = useRef(props);
  latest.current = { ...props };
  const marked = useRef(range);
  marked.current = range;

  const go = useCallback((place: Place) => {
    const cell = table.current?.querySelector<HTMLInputElement>(
      `[data-place="${place.row} ${place.column}"]`,
    );
    cell?.focus();
    return cell !== null && cell !== undefined;
  }, []);

  const onFocus = useCallback((event: FocusEvent<HTMLInputElement>) => {
    const place = placeOf(event.currentTarget);
    inside.current = false;
    before.current = null;
    event.currentTarget.select();
    latest.current.onActive(place);
    // The mark stays only while its own head is walked to.
    setRange((now) => (now && now.column === place.column && now.head === place.row ? now : null));
  }, []);

  const onType = useCallback((input: HTMLInputElement, text: string) => {
    const { rows: shown, edits, onChange } = latest.current;
    const place = placeOf(input);
    const row = shown[place.row];
    const column = GRID_COLUMNS[place.column];
    if (row && column) onChange(edit(edits, [{ row, column, text }]));
  }, []);

  const onInput = useCallback(
    (input: HTMLInputElement) => {
      const place = placeOf(input);
      const column = GRID_COLUMNS[place.column];
      if (column) before.current ??= latest.current.rows[place.row]?.cells[column] ?? '';
      onType(input, input.value);
    },
    [onType],
  );

  const onBlur = useCallback(
    (event: FocusEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget;
      const column = GRID_COLUMNS[placeOf(event.currentTarget).column] ?? 'number';
      if (tidy(column, value) !== value) onType(event.currentTarget, tidy(column, value));
    },
    [onType],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLInputElement>) => {
      const { rows: shown, edits, onChange, onUndo, onRedo, onLeave } = latest.current;
      const input = event.currentTarget;
      const at = placeOf(input);
      const column = GRID_COLUMNS[at.column];
      if (!column || event.altKey) return;
      const walk = (down: number, right: number) => go({ row: at.row + down, column: at.column + right });
      const now = marked.current;
      const handled = (): boolean => {
        if (event.ctrlKey || event.metaKey) {
          switch (event.key.toLowerCase()) {
            case 'd':
              if (now) onChange(fillDown(shown, edits, column, ...spanOf(now)));
              else if (at.row > 0) onChange(fillDown(shown, edits, column, at.row - 1, at.row));
              return true;
            case 'z':
              if (event.shiftKey) onRedo();
              else onUndo();
              return true;
            case 'y':
              onRedo();
              return true;
            case 'home':
              return go({ row: 0, column: 0 });
            case 'end':
              return go({ row: shown.length - 1, column: GRID_COLUMNS.length - 1 });
            default:
              return false;
          }
        }
        switch (event.key) {
          case 'ArrowDown':
          case 'ArrowUp': {
            const next = at.row + (event.key === 'ArrowDown' ? 1 : -1);
            if (next < 0 || next >= shown.length) return true;
            const anchor = now?.anchor ?? at.row;
            marked.current = event.shiftKey ? { column: at.column, anchor, head: next } : null;
            setRange(marked.current);
            return go({ row: next, column: at.column });
          }
          case 'Enter':
            return walk(event.shiftKey ? -1 : 1, 0) || true;
          case 'ArrowLeft':
            return !inside.current && walk(0, -1);
          case 'ArrowRight':
            return !inside.current && walk(0, 1);
          case 'F2':
            inside.current = true;
            input.setSelectionRange(input.value.length, input.value.length);
            return true;
          case 'Escape':
            if (before.current !== null) onType(input, before.current);
            else if (inside.current) input.select();
            else onLeave();
            inside.current = false;
            before.current = null;
            return true;
          case 'Delete': {
            if (inside.current) return false;
            const [from, to] = now ? spanOf(now) : [at.row, at.row];
            onChange(
              edit(
                edits,
                shown.slice(from, to + 1).map((row) => ({ row, column, text: '' })),
              ),
            );
            return true;
          }
          default:
            return false;
        }
      };
      if (!handled()) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [go, onType],
  );

  const onPaste = useCallback((event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain');
    const block = parseBlock(text);
    // A word pasted while a cell is edited belongs at the caret.
    if (inside.current && block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    const { rows: shown, edits, onChange } = latest.current;
    const { edits: next, droppedRows } = paste(shown, edits, placeOf(event.currentTarget), block);
    onChange(next);
    if (droppedRows > 0) notifyDone(vi.memoranda.grid.tooMany(droppedRows));
  }, []);

  const onCopy = useCallback((event: ClipboardEvent<HTMLInputElement>) => {
    const now = marked.current;
    const column = now && GRID_COLUMNS[now.column];
    if (!now || !column) return;
    event.preventDefault();
    const [from, to] = spanOf(now);
    const lines = latest.current.rows.slice(from, to + 1).map(({ cells }) => cells[column]);
    event.clipboardData.setData('text/plain', lines.join('\n'));
  }, []);

  const acts = useRef({ onFocus, onInput, onBlur, onKeyDown, onPaste, onCopy, onEdit: () => {} });
  acts.current.onEdit = () => {
    inside.current = true;
  };
  const texts = vi.memoranda.grid;
  return (
    <div className="record-grid">
      <table ref={table} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col" className="record-ordinal" />
            <th scope="col">{texts.memorandum}</th>
            {GRID_COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {texts[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row
              key={row.memorandum.id}
              index={index}
              name={memorandumName(row.memorandum)}
              row={row}
              faults={faultsIn(faults, row.memorandum.id)}
              marked={markOf(range, index)}
              acts={acts.current}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const placeOf = (input: HTMLInputElement): Place => {
  const [row = 0, column = 0] = (input.dataset.place ?? '').split(' ').map(Number);
  return { row, column };
};

/** The column of a row that is marked, or null. */
function markOf(range: Range | null, row: number): number | null {
  if (!range || range.anchor === range.head) return null;
  const [from, to] = spanOf(range);
  return row >= from && row <= to ? range.column : null;
}

/** The faults of one row as one text, so that an unchanged row is not drawn again. */
const faultsIn = (faults: ReadonlyMap<string, string>, id: string): string =>
  GRID_COLUMNS.map((column) => faults.get(cellKey(id, column)) ?? '').join('\n');

interface RowProps {
  readonly index: number;
  readonly name: string;
  readonly row: GridRow;
  /** One line a column. */
  readonly faults: string;
  readonly marked: number | null;
  readonly acts: {
    readonly onFocus: (event: FocusEvent<HTMLInputElement>) => void;
    readonly onInput: (input: HTMLInputElement) => void;
    readonly onBlur: (event: FocusEvent<HTMLInputElement>) => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
    readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
    readonly onCopy: (event: ClipboardEvent<HTMLInputElement>) => void;
    readonly onEdit: () => void;
  };
}

const sameCells = (left: GridRow, right: GridRow): boolean =>
  left.memorandum === right.memorandum &&
  GRID_COLUMNS.every((column) => left.cells[column] === right.cells[column]);

const Row = memo(
  RowView,
  (left, right) =>
    left.index === right.index &&
    left.faults === right.faults &&
    left.marked === right.marked &&
    sameCells(left.row, right.row),
);

function RowView({ index, name, row, faults, marked, acts }: RowProps) {
  const messages = faults.split('\n');
  const isFaulty = messages.some((message) => message !== '');
  return (
    <>
      <tr data-faulty={isFaulty}>
        <td className="record-ordinal">{index + 1}</td>
        <th scope="row">
          <a href={href('memoranda', { id: row.memorandum.id })} tabIndex={-1}>
            {name}
          </a>
        </th>
        {GRID_COLUMNS.map((column, at) => (
          <Cell
            key={column}
            place={`${index} ${at}`}
            label={vi.memoranda.grid.cell(vi.memoranda.grid[column], name)}
            column={column}
            row={row}
            fault={messages[at] ?? ''}
            marked={marked === at}
            acts={acts}
          />
        ))}
      </tr>
      {/* Below its row and over all columns: a fault has more to say than a narrow cell has room for. */}
      {isFaulty && (
        <tr className="record-faults">
          <td colSpan={2} />
          <td colSpan={GRID_COLUMNS.length}>
            {GRID_COLUMNS.map((column, at) =>
              messages[at] ? (
                <div key={column} id={faultId(row, column)}>
                  {vi.memoranda.grid.fault(vi.memoranda.grid[column], messages[at])}
                </div>
              ) : null,
            )}
          </td>
        </tr>
      )}
    </>
  );
}

const faultId = (row: GridRow, column: GridColumn): string => `record-fault-${row.memorandum.id}-${column}`;

interface CellProps extends Pick<RowProps, 'row' | 'acts'> {
  readonly place: string;
  readonly label: string;
  readonly column: GridColumn;
  readonly fault: string;
  readonly marked: boolean;
}

function Cell({ place, label, column, row, fault, marked, acts }: CellProps) {
  return (
    <td
      data-column={column}
      data-changed={row.cells[column] !== row.stored[column]}
      data-marked={marked}
      data-fault={fault !== ''}
    >
      <input
        data-place={place}
        aria-label={label}
        aria-invalid={fault !== ''}
        aria-describedby={fault ? faultId(row, column) : undefined}
        autoComplete="off"
        spellCheck={false}
        value={row.cells[column]}
        onChange={(event) => acts.onInput(event.currentTarget)}
        onFocus={acts.onFocus}
        onBlur={acts.onBlur}
        onKeyDown={acts.onKeyDown}
        onPaste={acts.onPaste}
        onCopy={acts.onCopy}
        onMouseDown={(event) => {
          if (document.activeElement === event.currentTarget) acts.onEdit();
          else {
            // The first click chooses the whole cell.
            event.preventDefault();
            event.currentTarget.focus();
          }
        }}
      />
      {fault && <IconAlertCircle size={14} aria-hidden />}
    </td>
  );
}
