import { Button, Checkbox, CloseButton, Popover, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconFilterFilled, IconSelector } from '@tabler/icons-react';
import { type MouseEvent, useState } from 'react';
import { searchKey } from '../i18n/format.ts';
import { vi } from '../i18n/vi.ts';
import { type ColumnFilter, isFiltering, NO_FILTER } from './column-filter.ts';

const texts = vi.table;

export type Order = 'ascending' | 'descending' | 'none';

/** A column as its head and its menu know it. */
export interface HeadColumn {
  readonly id: string;
  readonly header: string;
  readonly align?: 'left' | 'right' | 'center' | undefined;
  readonly isNumber: boolean;
  /** Too narrow for its menu beside its heading. */
  readonly isNarrow: boolean;
  readonly order: Order;
  readonly filter: ColumnFilter;
}

/** What can be done with a column. */
export interface ColumnActs {
  readonly sort: (order: Order) => void;
  readonly filter: (filter: ColumnFilter) => void;
  /** Changes the width by so many pixels; null: as it was at first. */
  readonly widen: (by: number | null) => void;
  readonly hide: () => void;
  readonly startResize: (event: unknown) => void;
}

/** Which columns a table has, and which of them are seen. */
export interface ColumnChoice {
  readonly all: readonly { readonly id: string; readonly header: string }[];
  readonly hidden: readonly string[];
  readonly onChange: (hidden: readonly string[]) => void;
}

interface HeadCellProps {
  readonly column: HeadColumn;
  readonly acts: ColumnActs;
  readonly choice: ColumnChoice;
  /** The texts of the column that other filters let pass, each once. */
  readonly valuesOf: () => readonly string[];
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** The head of a column: sorts by a click, filters and chooses columns by its menu, is widened by its edge. */
export function HeadCell({ column, acts, choice, valuesOf, open, onOpen }: HeadCellProps) {
  const { header, order } = column;
  const next = { none: 'ascending', ascending: 'descending', descending: 'none' } as const;
  const Arrow = order === 'descending' ? IconChevronDown : IconChevronUp;
  const filtering = isFiltering(column.filter);
  const menuButton = (
    <button
      type="button"
      className="data-table-menu"
      tabIndex={-1}
      aria-label={texts.columnMenu(header)}
      aria-haspopup="dialog"
      aria-expanded={open}
      data-filtering={filtering || undefined}
      data-narrow={column.isNarrow || undefined}
      onClick={() => onOpen(!open)}
    >
      {filtering ? <IconFilterFilled size={12} aria-hidden /> : <IconSelector size={12} aria-hidden />}
    </button>
  );
  return (
    <th scope="col" data-column={column.id} aria-sort={order} data-align={column.align}>
      {header !== '' && (
        <>
          <button type="button" className="data-table-sort" onClick={() => acts.sort(next[order])}>
            <span>{header}</span>
            {order !== 'none' && <Arrow size={14} aria-hidden />}
          </button>
          {open ? (
            <Popover
              opened
              onChange={onOpen}
              position="bottom-end"
              withinPortal
              trapFocus
              shadow="md"
              transitionProps={{ duration: 0 }}
            >
              <Popover.Target>{menuButton}</Popover.Target>
              <Popover.Dropdown className="data-table-panel" aria-label={texts.columnMenu(header)}>
                <ColumnPanel
                  column={column}
                  acts={acts}
                  choice={choice}
                  values={valuesOf()}
                  onClose={() => onOpen(false)}
                />
              </Popover.Dropdown>
            </Popover>
          ) : (
            menuButton
          )}
        </>
      )}
      {/* The keyboard widens a column from its menu. */}
      <span
        className="data-table-grip"
        aria-hidden
        onMouseDown={(event: MouseEvent) => acts.startResize(event)}
        onTouchStart={acts.startResize}
        onDoubleClick={() => acts.widen(null)}
      />
    </th>
  );
}

/** So many values stand under a column's filter; the others are found by typing. */
const MOST_VALUES = 100;
const WIDTH_STEP = 24;

interface ColumnPanelProps {
  readonly column: HeadColumn;
  readonly acts: ColumnActs;
  readonly choice: ColumnChoice;
  readonly values: readonly string[];
  readonly onClose: () => void;
}

function ColumnPanel({ column, acts, choice, values, onClose }: ColumnPanelProps) {
  const { filter, order } = column;
  const change = (patch: Partial<ColumnFilter>) => acts.filter({ ...filter, ...patch });
  const then = (act: () => void) => () => {
    act();
    onClose();
  };
  return (
    <>
      <div className="data-table-panel-row">
        <Button size="compact-sm" variant="default" onClick={then(() => acts.sort('ascending'))}>
          {texts.ascending}
        </Button>
        <Button size="compact-sm" variant="default" onClick={then(() => acts.sort('descending'))}>
          {texts.descending}
        </Button>
        {order !== 'none' && (
          <Button size="compact-sm" variant="subtle" onClick={then(() => acts.sort('none'))}>
            {texts.unsorted}
          </Button>
        )}
      </div>
      {column.isNumber ? (
        <div className="data-table-panel-row">
          <NumberField label={texts.from} value={filter.from} onChange={(from) => change({ from })} />
          <NumberField label={texts.to} value={filter.to} onChange={(to) => change({ to })} />
        </div>
      ) : (
        <TextFilter filter={filter} values={values} onChange={change} />
      )}
      {isFiltering(filter) && (
        <Button size="compact-sm" variant="subtle" onClick={then(() => acts.filter(NO_FILTER))}>
          {texts.clearFilter}
        </Button>
      )}
      <div className="data-table-panel-row">
        <Button size="compact-sm" variant="subtle" onClick={() => acts.widen(-WIDTH_STEP)}>
          {texts.narrower}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => acts.widen(WIDTH_STEP)}>
          {texts.wider}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => acts.widen(null)}>
          {texts.ownWidth}
        </Button>
        {column.id !== choice.all[0]?.id && (
          <Button size="compact-sm" variant="subtle" onClick={then(acts.hide)}>
            {texts.hide}
          </Button>
        )}
      </div>
      <ColumnChecks choice={choice} />
    </>
  );
}

/** Ticks the columns that are seen; the first one names the rows and always stays. */
export function ColumnChecks({ choice: { all, hidden, onChange } }: { readonly choice: ColumnChoice }) {
  return (
    <fieldset className="data-table-checks">
      <legend>{texts.shown}</legend>
      {all.slice(1).map(({ id, header }) => (
        <Checkbox
          key={id}
          size="xs"
          label={header}
          checked={!hidden.includes(id)}
          onChange={() =>
            onChange(hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id])
          }
        />
      ))}
    </fieldset>
  );
}

interface TextFilterProps {
  readonly filter: ColumnFilter;
  readonly values: readonly string[];
  readonly onChange: (patch: Partial<ColumnFilter>) => void;
}

function TextFilter({ filter, values, onChange }: TextFilterProps) {
  const key = searchKey(filter.contains);
  const found = values.filter((value) => searchKey(value).includes(key));
  const toggle = (value: string) =>
    onChange({
      only: filter.only.includes(value)
        ? filter.only.filter((other) => other !== value)
        : [...filter.only, value],
    });
  return (
    <>
      <TextInput
        size="xs"
        data-autofocus
        label={texts.contains}
        value={filter.contains}
        onChange={(event) => onChange({ contains: event.currentTarget.value })}
        rightSection={
          filter.contains === '' ? null : (
            <CloseButton
              size="xs"
              aria-label={texts.clearFilter}
              onClick={() => onChange({ contains: '' })}
            />
          )
        }
      />
      <fieldset className="data-table-checks">
        <legend>{texts.values}</legend>
        {found.slice(0, MOST_VALUES).map((value) => (
          <Checkbox
            key={value}
            size="xs"
            label={value === '' ? texts.emptyValue : value}
            checked={filter.only.includes(value)}
            onChange={() => toggle(value)}
          />
        ))}
        {found.length > MOST_VALUES && (
          <span className="ct-dim ct-small">{texts.moreValues(found.length - MOST_VALUES)}</span>
        )}
      </fieldset>
    </>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** Takes "1.234,5" as it is written here; what is no number filters nothing. */
function NumberField({ label, value, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState(value === null ? '' : `${value}`.replace('.', ','));
  return (
    <TextInput
      size="xs"
      label={label}
      inputMode="decimal"
      value={typed}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const number = Number(text.replaceAll('.', '').replace(',', '.'));
        setTyped(text);
        onChange(text.trim() === '' || Number.isNaN(number) ? null : number);
      }}
    />
  );
}
