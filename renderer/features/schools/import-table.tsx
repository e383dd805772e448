import { Button } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconArrowRight,
  IconCircleX,
  IconPencil,
  IconWand,
} from '@tabler/icons-react';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import type { SchoolField } from '../../../preload/contract/schools.ts';
import { StateBadge, type Tone } from '../../components/state-badge.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useLinesInSight } from '../../components/use-lines-in-sight.ts';
import { useDensity } from '../../density.ts';
import { vi } from '../../i18n/vi.ts';
import type { Mended, MendedCell } from './import-check.tsx';
import {
  type Checked,
  type CheckedColumn,
  type CheckedRow,
  type Filter,
  type Mark,
  rowKey,
} from './import-rows.ts';

const texts = vi.schoolImport;
const HEIGHTS = { comfortable: 36, dense: 28 } as const;
const WIDTHS: Partial<Record<SchoolField, number>> = {
  name: 260,
  level: 110,
  address: 220,
  email: 190,
  classes: 92,
  pupils: 110,
  teachers: 116,
};
const WIDTH = 150;
const PAGE = 15;
const TONES: Record<CheckedRow['state'], Tone> = {
  fault: 'bad',
  create: 'good',
  update: 'accent',
  unchanged: 'plain',
};

/** What a cell is marked with; the gravest goes first. */
type Sign = keyof typeof texts.signs;
const SIGNS: Record<Sign, Icon> = {
  fault: IconCircleX,
  warning: IconAlertTriangle,
  mended: IconPencil,
  repair: IconWand,
  change: IconArrowRight,
};

interface ImportTableProps {
  readonly checked: Checked;
  /** Those of its rows that are shown. */
  readonly rows: readonly CheckedRow[];
  readonly filter: Filter;
  readonly mended: Mended;
  readonly onMend: (cells: readonly (MendedCell & { readonly back?: boolean })[]) => void;
}

interface Spot {
  readonly row: number;
  /** Among the columns; -1 before them, at the row's own number. */
  readonly column: number;
}

/** The rows of a file as a sheet: walked with the arrow keys, put right in place, with what is said of a cell below. */
export function ImportTable({ checked, rows, filter, mended, onMend }: ImportTableProps) {
  const { columns, marks } = checked;
  const id = useId();
  const [density] = useDensity();
  const height = HEIGHTS[density];
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [spot, setSpot] = useState<Spot>(() => firstFault(checked, rows, 0) ?? { row: 0, column: 0 });
  const [typing, setTyping] = useState<string | null>(null);
  const virtual = useLinesInSight({
    count: rows.length,
    height,
    scroller: () => scroller.current,
    overscan: 10,
  });

  // A row that was put right leaves the list of faults; the next one has taken its place.
  const at: Spot = {
    row: Math.min(spot.row, rows.length - 1),
    column: Math.min(spot.column, columns.length - 1),
  };
  const active = rows[at.row];
  const column = columns[at.column];
  const showActive = useCallback(
    () => document.getElementById(`${id}-active`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    [id],
  );
  // The first fault may stand in a column far to the right.
  useEffect(() => {
    const frame = requestAnimationFrame(showActive);
    return () => cancelAnimationFrame(frame);
  }, [showActive]);
  const go = (row: number, next: number) => {
    const target = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(-1, Math.min(columns.length - 1, next)),
    };
    setSpot(target);
    virtual.scrollToIndex(target.row);
    requestAnimationFrame(showActive);
  };
  const goToNextFault = () => {
    // What is being typed is taken in first, by leaving it.
    grid.current?.focus();
    const next = firstFault(checked, rows, at.row, at.column) ?? firstFault(checked, rows, 0);
    if (next) go(next.row, next.column);
  };

  useKeys({ f8: goToNextFault });

  const textAt = (row: CheckedRow, index: number): string => {
    const own = columns[index];
    return (own && mended.get(`${row.row} ${own.column}`)?.text) ?? row.cells[index] ?? '';
  };
  const cellOf = (row: CheckedRow, index: number, text: string): MendedCell[] => {
    const own = columns[index];
    if (!own) return [];
    return [{ row: row.row, column: own.column, text, original: originalOf(checked, row, index) }];
  };
  const commit = (text: string, down: number, right: number) => {
    setTyping(null);
    grid.current?.focus();
    if (!active || !column) return;
    const clean = text.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (clean !== textAt(active, at.column)) onMend(cellOf(active, at.column, clean));
    go(at.row + down, at.column + right);
  };
  const edit = (text?: string) => {
    if (active && column) setTyping(text ?? textAt(active, at.column));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at.row + 1, at.column),
      ArrowUp: () => go(at.row - 1, at.column),
      ArrowRight: () => go(at.row, at.column + 1),
      ArrowLeft: () => go(at.row, at.column - 1),
      PageDown: () => go(at.row + PAGE, at.column),
      PageUp: () => go(at.row - PAGE, at.column),
      Home: () => go(event.ctrlKey ? 0 : at.row, 0),
      End: () => go(event.ctrlKey ? rows.length - 1 : at.row, columns.length - 1),
      F2: () => edit(),
      Enter: () => edit(),
      Delete: () => active && column && onMend(cellOf(active, at.column, '')),
    };
    const step = steps[event.key];
    if (step) step();
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey) edit(event.key);
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (typing !== null || at.column < 0) return;
    const lines = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    event.preventDefault();
    onMend(
      lines.flatMap((line, down) => {
        const row = rows[at.row + down];
        return row
          ? line.split('\t').flatMap((text, right) => cellOf(row, at.column + right, text.trim()))
          : [];
      }),
    );
  };

  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const width = 160 + columns.reduce((sum, { field }) => sum + (WIDTHS[field] ?? WIDTH), 0);
  return (
    <>
      <div ref={scroller} className="import-table ct-card">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked is a grid
          role="grid"
          aria-label={texts.table}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 2}
          aria-activedescendant={active ? `${id}-active` : undefined}
          aria-describedby={`${id}-said`}
          tabIndex={0}
          data-takes-cells
          style={{ minWidth: width }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        >
          <colgroup>
            <col style={{ width: 64 }} />
            <col style={{ width: 104 }} />
            {columns.map(({ column: number, field }) => (
              <col key={number} style={{ width: WIDTHS[field] ?? WIDTH }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{texts.row}</th>
              <th scope="col">{texts.state}</th>
              {columns.map(({ column: number, letter, heading, field }) => (
                <th key={number} scope="col" title={heading}>
                  {texts.fields[field]} <span className="ct-dim">({letter})</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <Gap height={above} span={columns.length + 2} />}
            {items.map(({ index }) => {
              const row = rows[index];
              if (!row) return null;
              return (
                <Row
                  key={row.row}
                  row={row}
                  index={index}
                  height={height}
                  columns={columns}
                  marks={marks}
                  filter={filter}
                  mended={mended}
                  activeId={`${id}-active`}
                  active={index === at.row ? at.column : null}
                  typing={index === at.row ? typing : null}
                  onSpot={(next) => {
                    setSpot({ row: index, column: next });
                    grid.current?.focus();
                  }}
                  onEdit={(next) => {
                    setSpot({ row: index, column: next });
                    setTyping(textAt(row, next));
                  }}
                  onDone={commit}
                  onCancel={() => {
                    setTyping(null);
                    grid.current?.focus();
                  }}
                />
              );
            })}
            {below > 0 && <Gap height={below} span={columns.length + 2} />}
          </tbody>
        </table>
      </div>
      <div className="import-said ct-card">
        <div id={`${id}-said`} aria-live="polite">
          {active && (
            <Said
              place={column ? `${column.letter}${active.row}` : texts.row.concat(' ', rowKey(active.row))}
              field={column?.field}
              marks={[marks.get(rowKey(active.row)), column && marks.get(`${column.letter}${active.row}`)]}
              mended={column && mended.get(`${active.row} ${column.column}`)}
              onGiveBack={(cell) => onMend([{ ...cell, back: true }])}
            />
          )}
        </div>
        {rows.some(({ state }) => state === 'fault') && (
          <Button size="compact-sm" variant="default" onClick={goToNextFault}>
            {texts.next}
          </Button>
        )}
      </div>
    </>
  );
}

/** The first cell with a fault from a row on; behind a column of that row, if one is given. */
function firstFault(
  { columns, marks }: Checked,
  rows: readonly CheckedRow[],
  from: number,
  behind = -2,
): Spot | null {
  const isFaulty = (key: string) => (marks.get(key)?.faults.length ?? 0) > 0;
  for (let index = from; index < rows.length; index += 1) {
    const row = rows[index];
    if (row?.state !== 'fault') continue;
    const first = index === from ? behind + 1 : -1;
    for (let column = Math.max(first, -1); column < columns.length; column += 1) {
      const key = column < 0 ? rowKey(row.row) : `${columns[column]?.letter}${row.row}`;
      if (isFaulty(key)) return { row: index, column };
    }
  }
  return null;
}

/** What stands in the file: a repair has changed what is shown. */
const originalOf = ({ columns, marks }: Checked, row: CheckedRow, index: number): string =>
  marks.get(`${columns[index]?.letter}${row.row}`)?.repair?.before ?? row.cells[index] ?? '';

interface RowProps {
  readonly row: CheckedRow;
  readonly index: number;
  readonly height: number;
  readonly columns: readonly CheckedColumn[];
  readonly marks: Checked['marks'];
  readonly filter: Filter;
  readonly mended: Mended;
  readonly activeId: string;
  /** The column that the keys are on, if they are on this row. */
  readonly active: number | null;
  /** What is being typed into that cell. */
  readonly typing: string | null;
  readonly onSpot: (column: number) => void;
  readonly onEdit: (column: number) => void;
  readonly onDone: (text: string, down: number, right: number) => void;
  readonly onCancel: () => void;
}

function Row(props: RowProps) {
  const { row, index, height, columns, marks, filter, mended, active, typing, onSpot, onEdit } = props;
  return (
    <tr aria-rowindex={index + 2} style={{ height }}>
      <td
        id={active === -1 ? props.activeId : undefined}
        data-active={active === -1 || undefined}
        data-sign={marks.get(rowKey(row.row))?.faults.length ? 'fault' : undefined}
        onMouseDown={() => onSpot(-1)}
      >
        {row.row}
      </td>
      <td>
        <StateBadge tone={TONES[row.state]} text={texts.states[row.state]} />
      </td>
      {columns.map(({ column, letter, field }, at) => {
        const own = mended.get(`${row.row} ${column}`);
        const mark = marks.get(`${letter}${row.row}`);
        const sign = signOf(mark, own !== undefined);
        const Drawing = sign && SIGNS[sign];
        const isActive = active === at;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
          <td
            key={column}
            id={isActive ? props.activeId : undefined}
            data-active={isActive || undefined}
            data-sign={sign}
            data-cell={`${letter}${row.row}`}
            onClick={() => (isActive ? undefined : onSpot(at))}
            onDoubleClick={() => onEdit(at)}
          >
            {isActive && typing !== null ? (
              <Typing
                label={texts.edit(`${letter}${row.row}`, texts.fields[field])}
                text={typing}
                onDone={props.onDone}
                onCancel={props.onCancel}
              />
            ) : (
              <span className="import-cell">
                {Drawing && sign && <Drawing size={14} role="img" aria-label={texts.signs[sign]} />}
                <span className="import-cell-text">
                  <CellText text={own?.text ?? row.cells[at] ?? ''} mark={mark} filter={filter} />
                </span>
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function signOf(mark: Mark | undefined, isMended: boolean): Sign | undefined {
  if (mark && mark.faults.length > 0) return 'fault';
  if (mark && mark.warnings.length > 0) return 'warning';
  if (isMended) return 'mended';
  if (mark?.repair) return 'repair';
  return mark?.change ? 'change' : undefined;
}

interface CellTextProps {
  readonly text: string;
  readonly mark: Mark | undefined;
  readonly filter: Filter;
}

/** The text that is taken in; where one looks for it, with the text before. */
function CellText({ text, mark, filter }: CellTextProps) {
  const { repair, change } = mark ?? {};
  const before =
    filter === 'repair' && repair && repair.before.normalize('NFC') !== repair.after
      ? repair.before
      : filter === 'update'
        ? change?.before
        : undefined;
  const after = filter === 'update' ? (change?.after ?? repair?.after ?? text) : (repair?.after ?? text);
  return (
    <>
      {before && <del>{before}</del>}
      {before && ' '}
      {after}
    </>
  );
}

interface TypingProps {
  readonly label: string;
  readonly text: string;
  readonly onDone: (text: string, down: number, right: number) => void;
  readonly onCancel: () => void;
}

function Typing({ label, text, onDone, onCancel }: TypingProps) {
  const left = useRef(false);
  const leave = (act: () => void) => {
    // Leaving the cell by a key takes the focus away, which would do it a second time.
    if (left.current) return;
    left.current = true;
    act();
  };
  return (
    <input
      aria-label={label}
      defaultValue={text}
      // biome-ignore lint/a11y/noAutofocus: typing has begun in this cell
      autoFocus
      onKeyDown={(event) => {
        const typed = event.currentTarget.value;
        const acts: Readonly<Record<string, () => void>> = {
          Enter: () => onDone(typed, 1, 0),
          Tab: () => onDone(typed, 0, event.shiftKey ? -1 : 1),
          Escape: onCancel,
        };
        const act = acts[event.key];
        if (!act || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        leave(act);
      }}
      onBlur={(event) => {
        const typed = event.currentTarget.value;
        leave(() => onDone(typed, 0, 0));
      }}
    />
  );
}

interface SaidProps {
  readonly place: string;
  readonly field: SchoolField | undefined;
  readonly marks: readonly (Mark | undefined)[];
  readonly mended: MendedCell | undefined;
  readonly onGiveBack: (cell: MendedCell) => void;
}

/** Everything that is to be said about the cell that the keys are on, and its row. */
function Said({ place, field, marks, mended, onGiveBack }: SaidProps) {
  const known = marks.flatMap((mark) => mark ?? []);
  const said = known.flatMap(({ faults, warnings, repair, change }) => [
    ...faults.map((text) => ({ sign: 'fault' as const, text })),
    ...warnings.map((text) => ({ sign: 'warning' as const, text })),
    ...(repair
      ? repair.said.length > 0
        ? repair.said.map((text) => ({ sign: 'repair' as const, text }))
        : [{ sign: 'repair' as const, text: texts.repaired(repair.before, repair.after) }]
      : []),
    ...(change ? [{ sign: 'change' as const, text: texts.willChange(change.before, change.after) }] : []),
  ]);
  return (
    <>
      <strong>{field ? texts.place(place, texts.fields[field]) : place}</strong>
      {said.map(({ sign, text }) => (
        <p key={text} data-sign={sign}>
          {text}
        </p>
      ))}
      {mended && (
        <p>
          {texts.mended(mended.original)}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => onGiveBack(mended)}>
            {texts.giveBack}
          </Button>
        </p>
      )}
      {said.length === 0 && !mended && <p className="ct-dim">{texts.editHint}</p>}
    </>
  );
}

const Gap = ({ height, span }: { readonly height: number; readonly span: number }) => (
  <tr aria-hidden style={{ height }}>
    <td colSpan={span} className="import-gap" />
  </tr>
);
