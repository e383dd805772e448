import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { vi } from '../i18n/vi.ts';
import { type Column, textOf } from './table-columns.ts';
import { Tick } from './tick.tsx';

/** Which cells of a row are selected, by the places of their columns; -1 where none is. */
export interface Picks {
  readonly from: number;
  readonly to: number;
  /** Whether the selection ends above or below this row. */
  readonly top: boolean;
  readonly bottom: boolean;
  /** The cell that the keyboard is on. */
  readonly focus: number;
}

/** What is typed into a cell. */
export interface Typing {
  readonly column: string;
  /** What it starts with: the cell's own text, or the first letter that was typed. */
  readonly text: string;
}

/** Where the cell cursor goes after a cell was edited. */
export type After = 'down' | 'right' | 'left' | 'stay';

/** What rows tell their table. */
export interface RowActs<T> {
  readonly toggle: (rowKey: string) => void;
  readonly open: (rowKey: string, row: T) => void;
  readonly press: (rowKey: string, column: string, event: MouseEvent) => void;
  readonly drag: (rowKey: string, column: string) => void;
  readonly edit: () => void;
  readonly commit: (text: string, after: After) => void;
  readonly cancel: () => void;
}

interface RowProps<T> extends Picks {
  /** Of the element while it is active; its focused cell has it with "-cell" behind. */
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
  readonly typing: Typing | null;
  readonly acts: RowActs<T>;
}

function PlainRow<T>(props: RowProps<T>) {
  const { id, rowKey, row, columns, index, height, ticked, picked, active, clickable, acts } = props;
  const [pointed, setPointed] = useState('');
  return (
    <tr
      id={active ? id : undefined}
      aria-rowindex={index + 2}
      aria-selected={picked}
      data-active={active || undefined}
      data-clickable={clickable || undefined}
      style={{ height }}
      onClick={() => acts.open(rowKey, row)}
      onDoubleClick={acts.edit}
    >
      {ticked !== null && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the box must not open the row
        <td className="data-table-tick" onClick={(event) => event.stopPropagation()}>
          <Tick
            label={vi.common.selectRow}
            checked={ticked}
            tabStop={false}
            onChange={() => acts.toggle(rowKey)}
          />
        </td>
      )}
      {columns.map((column, place) => {
        const selected = place >= props.from && place <= props.to;
        const edges = selected
          ? [
              props.top && 'top',
              props.bottom && 'bottom',
              place === props.from && 'left',
              place === props.to && 'right',
            ]
              .filter(Boolean)
              .join(' ')
          : undefined;
        const value = column.value(row);
        const typing = props.typing?.column === column.id ? props.typing : null;
        const shown: ReactNode = column.cell ? column.cell(row) : value;
        return (
          <td
            key={column.id}
            id={place === props.focus ? `${id}-cell` : undefined}
            data-align={column.align}
            data-selected={edges}
            data-focus={place === props.focus || undefined}
            title={pointed === column.id && typeof value === 'string' && !typing ? value : undefined}
            onMouseDown={(event) => acts.press(rowKey, column.id, event)}
            onMouseEnter={() => {
              setPointed(column.id);
              acts.drag(rowKey, column.id);
            }}
          >
            {typing ? (
              <CellEditor
                label={vi.table.edit(column.header)}
                typing={typing}
                own={textOf(column, row)}
                choices={column.edit?.choices}
                acts={acts}
              />
            ) : column.wrap ? (
              <span className="data-table-wrap">{shown}</span>
            ) : (
              shown
            )}
          </td>
        );
      })}
    </tr>
  );
}

/**
 * Drawn anew only when something of it changes, so that scrolling costs only the rows that come into sight. `memo`
 * forgets that a row has a type of its own.
 */
export const Row = memo(PlainRow) as typeof PlainRow;

interface CellEditorProps<T> {
  readonly label: string;
  readonly typing: Typing;
  /** What the cell shows now. */
  readonly own: string;
  readonly choices: readonly string[] | undefined;
  readonly acts: RowActs<T>;
}

/** A field in the place of a cell: Enter goes on below, Tab beside, Esc leaves the cell as it was. */
function CellEditor<T>({ label, typing, own, choices, acts }: CellEditorProps<T>) {
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const [text, setText] = useState(typing.text);
  const done = useRef(false);
  useEffect(() => {
    field.current?.focus();
    if (typing.text === own && field.current instanceof HTMLInputElement) field.current.select();
  }, [typing, own]);
  const finish = (act: () => void) => {
    // Leaving the field also takes its focus away, which would finish it a second time.
    if (done.current) return;
    done.current = true;
    act();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const after = { Enter: 'down', Tab: event.shiftKey ? 'left' : 'right' } as const;
    if (event.key === 'Escape') finish(acts.cancel);
    else if (event.key === 'Enter' || event.key === 'Tab') {
      finish(() => acts.commit(text, after[event.key as keyof typeof after]));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const common = {
    ref: field,
    'aria-label': label,
    className: 'data-table-editor',
    value: text,
    onKeyDown,
    onBlur: () => finish(() => acts.commit(text, 'stay')),
    onClick: (event: { stopPropagation(): void }) => event.stopPropagation(),
    onMouseDown: (event: { stopPropagation(): void }) => event.stopPropagation(),
  };
  if (!choices) {
    return (
      <input
        {...common}
        type="text"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
      />
    );
  }
  return (
    <select {...common} onChange={(event) => setText(event.currentTarget.value)}>
      {(choices.includes(text) ? choices : [text, ...choices]).map((choice) => (
        <option key={choice}>{choice}</option>
      ))}
    </select>
  );
}

export const Spacer = ({ height, span }: { readonly height: number; readonly span: number }) => (
  <tr aria-hidden style={{ height }}>
    <td colSpan={span} className="data-table-spacer" />
  </tr>
);
