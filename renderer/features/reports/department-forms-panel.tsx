import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { IconAlertTriangle, IconLinkOff } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import type { FormBinding, FormField, FormTable } from '../../../preload/contract/department-forms.ts';
import { optionsFilter } from '../../components/options-filter.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { vi } from '../../i18n/vi.ts';
import { FigureList } from './department-forms-figures.tsx';
import {
  addressOf,
  columnLetters,
  columnNumber,
  columnsByHeading,
  type Filled,
  headingAbove,
  nameOf,
  placeOf,
  roomFor,
  type SheetMap,
  type TableBinding,
} from './department-forms-places.ts';

const texts = vi.departmentForms;

/** Columns of a sheet that are offered for a table. */
const MAX_COLUMNS = 24;

interface PanelProps {
  readonly map: SheetMap;
  readonly address: string;
  readonly filled: Filled | undefined;
  readonly fields: readonly FormField[];
  readonly tables: readonly FormTable[];
  readonly busy: boolean;
  readonly panelRef: RefObject<HTMLElement | null>;
  readonly onBind: (binding: FormBinding) => void;
  readonly onUnbind: () => void;
  readonly onLeave: () => void;
}

/** What goes into the chosen cell: one figure, or a table that begins there. */
export function CellPanel(props: PanelProps) {
  const { map, address, filled, fields, tables, busy, panelRef, onBind, onUnbind, onLeave } = props;
  const bound = filled?.placed.binding;
  const [wanted, setWanted] = useState<'cell' | 'table'>();
  const kind = wanted ?? bound?.kind ?? 'cell';
  const cell = map.cells.get(address);
  const label = filled?.placed.label;
  return (
    <aside ref={panelRef} className="department-panel" aria-label={texts.cell(address)}>
      <header>
        <h2>{texts.cell(bound?.cell ?? address)}</h2>
        {bound && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconLinkOff size={16} />}
            loading={busy}
            onClick={onUnbind}
          >
            {texts.unbind}
          </Button>
        )}
      </header>
      {bound && (
        <p className="department-panel-bound">
          <strong>{nameOf(bound, fields, tables)}</strong>
          {label && <span className="ct-dim">{label}</span>}
          {filled && filled.placed.state !== 'ok' && (
            <StateBadge tone="warn" text={texts.states[filled.placed.state]} />
          )}
        </p>
      )}
      {!bound && cell?.text && (
        <p className="ct-dim">
          {texts.says}: “{cell.text}”
        </p>
      )}
      {!bound && cell?.formula && (
        <p className="department-panel-warning">
          <IconAlertTriangle size={16} aria-hidden />
          <span>{texts.formula}</span>
        </p>
      )}
      <SegmentedControl
        fullWidth
        aria-label={texts.kind}
        data={[
          { value: 'cell', label: texts.kinds.cell },
          { value: 'table', label: texts.kinds.table },
        ]}
        value={kind}
        onChange={(value) => setWanted(value === 'table' ? 'table' : 'cell')}
      />
      {kind === 'cell' ? (
        <FigureList
          fields={fields}
          current={bound?.kind === 'cell' ? bound.field : null}
          onPick={(field) =>
            onBind({
              kind: 'cell',
              sheet: map.sheet.name,
              cell: address,
              field: field.code,
              replacesFormula: false,
            })
          }
          onLeave={onLeave}
        />
      ) : (
        <TableForm
          map={map}
          address={address}
          bound={bound?.kind === 'table' ? bound : undefined}
          tables={tables}
          busy={busy}
          onBind={onBind}
        />
      )}
    </aside>
  );
}

interface TableFormProps extends Pick<PanelProps, 'map' | 'address' | 'tables' | 'busy' | 'onBind'> {
  readonly bound: TableBinding | undefined;
}

/** Which form of the report begins at a cell, and which of its columns goes where. */
function TableForm({ map, address, bound, tables, busy, onBind }: TableFormProps) {
  const cell = bound?.cell ?? address;
  const first = placeOf(cell);
  const [code, setCode] = useState(bound?.table ?? null);
  const [columns, setColumns] = useState<ReadonlyMap<string, string>>(
    new Map(bound?.columns.map(({ column, field }) => [column, field])),
  );
  const [rows, setRows] = useState<number | null>(bound?.rows ?? null);
  const table = tables.find((each) => each.code === code);
  // A table that is there already may grow to the left, too.
  const leftmost = bound ? 1 : first.column;
  const offered = Array.from(
    { length: Math.min(map.sheet.columns - leftmost + 1, MAX_COLUMNS) },
    (_, index) => leftmost + index,
  ).filter((column) => {
    const merge = map.merges.get(`${columnLetters(column)}${first.row}`);
    return !merge || merge.left === column;
  });
  const chosen = [...columns]
    .filter(([, field]) => table?.columns.some((each) => each.code === field))
    .map(([column, field]) => ({ column, field }))
    .sort((left, right) => columnNumber(left.column) - columnNumber(right.column));
  const [start] = chosen;
  const next: TableBinding | null =
    table && start
      ? {
          kind: 'table',
          sheet: map.sheet.name,
          cell: addressOf({ row: first.row, column: columnNumber(start.column) }),
          table: table.code,
          columns: chosen,
          rows,
        }
      : null;
  const lacking = table && next ? table.rows.length - roomFor(map, next) : 0;
  const chooseTable = (value: string | null) => {
    setCode(value);
    const other = tables.find((each) => each.code === value);
    if (other) setColumns(columnsByHeading(map, first.row, offered, other));
  };
  const bind = () => {
    if (next) onBind(next);
  };
  return (
    <form
      className="department-table"
      onSubmit={(event) => {
        event.preventDefault();
        bind();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return;
        event.preventDefault();
        bind();
      }}
    >
      <Select
        label={texts.table}
        placeholder={texts.chooseTable}
        data={tables.map(({ code: value, name }) => ({ value, label: name }))}
        value={code}
        onChange={chooseTable}
      />
      {table && (
        <>
          <p className="ct-dim ct-small">
            {texts.columnsOf(cell)} {texts.tableRows(table.rows.length)}.
          </p>
          {offered.map((column) => {
            const letters = columnLetters(column);
            const own = table.columns.find(({ code: field }) => field === columns.get(letters));
            return (
              <Select
                key={letters}
                label={texts.column(letters, headingAbove(map, { row: first.row, column }))}
                placeholder={texts.noColumn}
                clearable
                searchable
                filter={optionsFilter}
                data={table.columns.map(({ code: value, name }) => ({ value, label: name }))}
                value={own?.code ?? null}
                onChange={(field) => {
                  const changed = new Map(columns);
                  if (field === null) changed.delete(letters);
                  else changed.set(letters, field);
                  setColumns(changed);
                }}
              />
            );
          })}
          <NumberInput
            label={texts.rows}
            description={texts.rowsHint}
            min={1}
            max={5000}
            value={rows ?? ''}
            onChange={(value) => setRows(typeof value === 'number' && value >= 1 ? value : null)}
          />
          {lacking > 0 && (
            <p className="department-panel-warning">
              <IconAlertTriangle size={16} aria-hidden />
              <span>{texts.lacking(lacking)}</span>
            </p>
          )}
          <Button type="submit" loading={busy} disabled={!next}>
            {bound ? texts.saveTable : texts.bindTable}
          </Button>
        </>
      )}
    </form>
  );
}
