import { Select } from '@mantine/core';
import { useState } from 'react';
import { useProcedure } from '../api/hooks.ts';
import { vi } from '../i18n/vi.ts';
import { DayField } from './day-field.tsx';

const CUSTOM = 'custom';

interface PeriodFieldProps {
  readonly label: string;
  /** As reports write it: `2023-2024/HK1`, `2024/Q2`, `2023-09-05..2024-05-31`. */
  readonly period: string;
  /** What a period is called that is not among those proposed. */
  readonly name?: string | undefined;
  readonly onChange: (period: string) => void;
}

/** A period: one of those that an office is likely to ask for, or any range of days. */
export function PeriodField({ label, period, name, onChange }: PeriodFieldProps) {
  const proposed = useProcedure('reports.periods', {}).data?.periods ?? [];
  const [picking, setPicking] = useState(false);
  const [first = '', last = ''] = period.includes('..') ? period.split('..') : [];
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const custom = picking || first !== '';
  const disorder = from !== '' && to !== '' && from > to;
  const choose = (start: string, end: string) => {
    setFrom(start);
    setTo(end);
    if (start !== '' && end !== '' && start <= end) onChange(`${start}..${end}`);
  };
  const others = period !== '' && !custom && !proposed.some(({ code }) => code === period);
  return (
    <>
      <Select
        w={280}
        aria-label={label}
        data={[
          ...proposed.map(({ code, label: text }) => ({ value: code, label: text })),
          ...(others ? [{ value: period, label: name ?? period }] : []),
          { value: CUSTOM, label: vi.reports.customPeriod },
        ]}
        value={custom ? CUSTOM : period}
        allowDeselect={false}
        onChange={(value) => {
          setPicking(value === CUSTOM);
          if (value !== null && value !== CUSTOM) onChange(value);
        }}
      />
      {custom && (
        <>
          <DayField
            w={120}
            aria-label={vi.reports.from}
            placeholder={vi.reports.from}
            value={from}
            onChange={(day) => choose(day, to)}
          />
          <span className="ct-dim">–</span>
          <DayField
            w={120}
            aria-label={vi.reports.to}
            placeholder={vi.reports.to}
            value={to}
            onChange={(day) => choose(from, day)}
          />
          {disorder && <span role="alert">{vi.validation.order}</span>}
        </>
      )}
    </>
  );
}
