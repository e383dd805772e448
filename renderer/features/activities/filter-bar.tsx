import { Button, Select } from '@mantine/core';
import type { ActivityKind } from '../../../preload/contract/activities.ts';
import type { Pair } from '../../../preload/contract/pairs.ts';
import type { Programme } from '../../../preload/contract/programmes.ts';
import { level } from '../../../preload/contract/schools.ts';
import { BinLink } from '../../components/bin-link.tsx';
import { DayField } from '../../components/day-field.tsx';
import { optionsFilter } from '../../components/options-filter.ts';
import { vi } from '../../i18n/vi.ts';
import { type Filters, isFiltered, NO_FILTERS } from './filters.ts';

const { fields } = vi.activities;

interface FilterBarProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  readonly pairs: readonly Pair[];
  readonly kinds: readonly ActivityKind[];
  readonly units: Programme['units'];
  /** Days are chosen here; else by the month on screen. */
  readonly withDays: boolean;
}

/** What the log is narrowed to. */
export function FilterBar({ filters, onChange, pairs, kinds, units, withDays }: FilterBarProps) {
  const select = (
    name: keyof typeof NO_FILTERS,
    label: string,
    all: string,
    width: number,
    data: Option[],
  ) => (
    <Select
      w={width}
      searchable={data.length > 5}
      filter={optionsFilter}
      aria-label={label}
      data={[{ value: '', label: all }, ...data]}
      value={filters[name] ?? ''}
      onChange={(value) => onChange({ ...filters, [name]: value ?? '' })}
    />
  );
  const dayField = (name: 'from' | 'to') => (
    <DayField
      w={108}
      aria-label={vi.activities[name]}
      placeholder={vi.activities[name]}
      value={filters[name]}
      onChange={(day) => onChange({ ...filters, [name]: day })}
    />
  );
  return (
    <div className="ct-toolbar">
      {select(
        'pairId',
        fields.pairIds,
        vi.activities.allPairs,
        260,
        pairs.flatMap(({ id, supporting, partner }) =>
          id === null ? [] : [{ value: id, label: vi.common.pairName(supporting.name, partner.name) }],
        ),
      )}
      {select(
        'kind',
        fields.kind,
        vi.activities.allKinds,
        190,
        kinds.map(({ code, name }) => ({ value: code, label: name })),
      )}
      {select('status', fields.status, vi.activities.allStatuses, 140, [
        { value: 'done', label: vi.activities.statuses.done },
        { value: 'planned', label: vi.activities.statuses.planned },
      ])}
      {select(
        'level',
        vi.activities.level,
        vi.activities.allLevels,
        128,
        level.options.map((value) => ({ value, label: vi.levels[value] })),
      )}
      {/* With two units every pair has a school in both. */}
      {units.length > 2 &&
        select(
          'unitId',
          vi.activities.unit,
          vi.activities.allUnits,
          150,
          units.map(({ id, name }) => ({ value: id, label: name })),
        )}
      {withDays && (
        <>
          {dayField('from')}
          <span className="ct-dim">–</span>
          {dayField('to')}
        </>
      )}
      {isFiltered(filters) && (
        <Button variant="subtle" onClick={() => onChange(NO_FILTERS)}>
          {vi.common.clearFilters}
        </Button>
      )}
      <BinLink kind="activity" />
    </div>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}
