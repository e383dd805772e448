import { Select } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useState } from 'react';
import { PROGRESS_CUTS, type ProgressCell, type ProgressCut } from '../../../preload/contract/targets.ts';
import { useProcedure } from '../../api/hooks.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { formatCount, formatShare } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.targets.progress;
const FIRST = 'THEMES';

/** A line of the table: an indicator of the whole programme, or a group with one indicator. */
interface Line extends ProgressCell {
  readonly key: string;
  readonly name: string;
}

const number = (id: 'plan' | 'done' | 'previous', header: string, width: number): Column<Line> => ({
  id,
  header,
  value: (line) => line[id],
  cell: (line) => formatCount(line[id]),
  align: 'right',
  width,
});

const NUMBERS: readonly Column<Line>[] = [
  number('plan', texts.plan, 150),
  number('done', texts.done, 150),
  {
    id: 'rate',
    header: texts.rate,
    value: (line) => line.rate,
    cell: (line) => formatShare(line.rate),
    align: 'right',
    width: 110,
  },
  number('previous', texts.previous, 170),
];

/** Planned and done in a period: every indicator of the programme, or one of them by a cut. */
export function ProgressTab({ period }: { readonly period: string }) {
  const [by, setBy] = useState<ProgressCut>('programme');
  const [indicator, setIndicator] = useState(FIRST);
  const progress = useProcedure('targets.progress', { period, by });
  const shown = progress.data;
  const column = shown?.indicators.findIndex(({ code }) => code === indicator) ?? -1;
  const whole = by === 'programme';
  const lines: readonly Line[] = !shown
    ? []
    : whole
      ? shown.indicators.flatMap(({ code, name, unit }, index) => {
          const cell = shown.total[index];
          return cell ? { key: code, name: `${name} (${unit})`, ...cell } : [];
        })
      : shown.rows.flatMap(({ key, name, cells }) => {
          const cell = cells[column];
          return cell ? { key, name, ...cell } : [];
        });
  const total = whole ? undefined : shown?.total[column];
  useStatusText(shown?.period.label ?? '');
  const columns: readonly Column<Line>[] = [
    {
      id: 'name',
      header: whole ? texts.indicator : texts.cuts[by],
      value: ({ name }) => name,
      minWidth: 280,
      wrap: true,
    },
    ...NUMBERS,
  ];
  if (progress.error) return <ErrorNotice error={progress.error} onRetry={() => progress.refetch()} />;
  return (
    <>
      <div className="targets-toolbar">
        <Select
          w={180}
          aria-label={texts.by}
          data={PROGRESS_CUTS.map((value) => ({ value, label: texts.cuts[value] }))}
          value={by}
          allowDeselect={false}
          onChange={(value) => setBy(PROGRESS_CUTS.find((cut) => cut === value) ?? 'programme')}
        />
        {!whole && (
          <Select
            w={340}
            aria-label={texts.indicator}
            data={shown?.indicators.map(({ code, name }) => ({ value: code, label: name })) ?? []}
            value={indicator}
            allowDeselect={false}
            onChange={(value) => setIndicator(value ?? FIRST)}
          />
        )}
        {total && (
          <span className="targets-total">
            <strong>{texts.total}:</strong> {texts.plan.toLowerCase()} {formatCount(total.plan)},{' '}
            {texts.done.toLowerCase()} {formatCount(total.done)}, {texts.rate.toLowerCase()}{' '}
            {formatShare(total.rate)}, {texts.previous.toLowerCase()} {formatCount(total.previous)}
          </span>
        )}
      </div>
      <DataTable
        key={by}
        label={texts.cuts[by]}
        rows={lines}
        columns={columns}
        rowId={({ key }) => key}
        loading={progress.isPending}
        empty={<EmptyState icon={IconChartBar} text={texts.empty} />}
      />
      {shown && shown.notes.length > 0 && (
        <ul className="targets-notes ct-dim ct-small">
          {shown.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}
