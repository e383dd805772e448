import { type KeyboardEvent, memo, type RefObject, useEffect, useId } from 'react';
import { vi } from '../../i18n/vi.ts';
import {
  addressOf,
  cellFor,
  columnLetters,
  type Filled,
  type Place,
  placeOf,
  type SheetMap,
  stepFrom,
} from './department-forms-places.ts';

const CHARACTER = 7;
const PADDING = 9;
const MIN_WIDTH = 28;
const MAX_WIDTH = 360;
const HEADER_WIDTH = 40;

/** Width of a column in px: a workbook counts in characters. */
const widthOf = (characters: number): number =>
  Math.round(Math.min(Math.max(characters * CHARACTER + PADDING, MIN_WIDTH), MAX_WIDTH));

interface SheetGridProps {
  readonly map: SheetMap;
  readonly filled: ReadonlyMap<string, Filled>;
  /** Address of the chosen cell. */
  readonly chosen: string;
  readonly onChoose: (address: string) => void;
  /** Enter: on to the figures. */
  readonly onEnter: () => void;
  /** Delete: the cell gets nothing any more. */
  readonly onClear: () => void;
  readonly gridRef: RefObject<HTMLTableElement | null>;
}

/** A sheet as Excel shows it, walked with the arrow keys; cells that will be filled show with what. */
export function SheetGrid(props: SheetGridProps) {
  const { map, filled, chosen, onChoose, onEnter, onClear, gridRef } = props;
  const id = useId();
  const { sheet } = map;
  const place = placeOf(chosen);

  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id, chosen]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const target: Readonly<Record<string, () => Place>> = {
      ArrowDown: () => stepFrom(map, place, 1, 0),
      ArrowUp: () => stepFrom(map, place, -1, 0),
      ArrowRight: () => stepFrom(map, place, 0, 1),
      ArrowLeft: () => stepFrom(map, place, 0, -1),
      PageDown: () => stepFrom(map, place, 15, 0),
      PageUp: () => stepFrom(map, place, -15, 0),
      Home: () => cellFor(map, { row: event.ctrlKey ? 1 : place.row, column: 1 }),
      End: () => cellFor(map, { row: event.ctrlKey ? sheet.rows : place.row, column: sheet.columns }),
    };
    const next = target[event.key];
    if (next) onChoose(addressOf(next()));
    else if (event.key === 'Enter') onEnter();
    else if (event.key === 'Delete') onClear();
    else return;
    event.preventDefault();
  };

  const widths = sheet.widths.map(widthOf);
  const rows = Array.from({ length: sheet.rows }, (_, index) => index + 1);
  return (
    <table
      ref={gridRef}
      className="department-grid"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that the arrow keys walk
      role="grid"
      aria-label={sheet.name}
      aria-activedescendant={`${id}-${chosen}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{ width: widths.reduce((sum, width) => sum + width, HEADER_WIDTH) }}
    >
      <colgroup>
        <col style={{ width: HEADER_WIDTH }} />
        {widths.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <col key={index} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th aria-hidden />
          {widths.map((_, index) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              key={index}
              scope="col"
              data-active={place.column === index + 1 || undefined}
            >
              {columnLetters(index + 1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <GridRow
            key={row}
            id={id}
            row={row}
            map={map}
            filled={filled}
            chosen={place.row === row ? chosen : null}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  );
}

interface GridRowProps extends Pick<SheetGridProps, 'map' | 'filled' | 'onChoose'> {
  readonly id: string;
  readonly row: number;
  /** The chosen cell, if it is in this row. */
  readonly chosen: string | null;
}

const GridRow = memo(function GridRow({ id, row, map, filled, chosen, onChoose }: GridRowProps) {
  const columns = Array.from({ length: map.sheet.columns }, (_, index) => index + 1);
  return (
    <tr>
      <th scope="row" data-active={chosen !== null || undefined}>
        {row}
      </th>
      {columns.map((column) => {
        const address = addressOf({ row, column });
        const merge = map.merges.get(address);
        if (merge && (merge.top !== row || merge.left !== column)) return null;
        const cell = map.cells.get(address);
        const figure = filled.get(address);
        const wrong = figure && figure.placed.state !== 'ok';
        const right = addressOf({ row, column: column + 1 });
        const alone = !merge && !map.cells.has(right) && !map.merges.has(right) && !filled.has(right);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys of its cells
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: within a grid a cell can be chosen
          <td
            key={column}
            id={`${id}-${address}`}
            colSpan={merge ? merge.right - merge.left + 1 : undefined}
            rowSpan={merge ? merge.bottom - merge.top + 1 : undefined}
            aria-selected={chosen === address}
            aria-label={figure ? `${address}: ${figure.text || vi.departmentForms.empty}` : undefined}
            data-bound={figure ? (wrong ? 'wrong' : figure.first ? 'first' : 'next') : undefined}
            data-formula={(!figure && cell?.formula) || undefined}
            data-bold={cell?.bold || undefined}
            data-spill={(alone && cell && !figure && !cell.formula && !cell.align) || undefined}
            data-align={figure ? (figure.numeric ? 'right' : undefined) : (cell?.align ?? undefined)}
            onClick={() => onChoose(address)}
          >
            <span>{figure ? figure.text || '–' : cell?.text}</span>
          </td>
        );
      })}
    </tr>
  );
});
