import { Button, Menu, Select, Tabs } from '@mantine/core';
import { IconChartBar, IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import type { Report } from '../../../preload/contract/reports.ts';
import { useJob, useProcedure } from '../../api/hooks.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { DayField } from '../../components/day-field.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { useStatusText } from '../../components/status-text.ts';
import { formatDay, formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import {
  activityColumns,
  difficultyColumns,
  exam10Columns,
  memorandumColumns,
  type Numbered,
  numbered,
  schoolColumns,
  summaryColumns,
  supportColumns,
  targetColumns,
} from './sheets.tsx';
import './reports.css';

const CUSTOM = 'custom';
const EARLIER = 'earlier';
const NO_REPORTS: readonly Report[] = [];

/** A period, its figures exactly as the sheets will hold them, and what was sent before. */
export function ReportsScreen() {
  const suggested = useProcedure('reports.periods', {});
  const [choice, setChoice] = useState<string>();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');

  const periods = suggested.data?.periods ?? [];
  const chosen = choice ?? periods[0]?.code ?? '';
  const custom = chosen === CUSTOM;
  const disorder = from !== '' && to !== '' && from > to;
  const range = from !== '' && to !== '' && !disorder ? `${from}..${to}` : '';
  const period = custom ? range : chosen;
  const figures = useProcedure('reports.figures', { period }, { enabled: period !== '' });
  const shown = period === '' ? undefined : figures.data;
  useStatusText(
    shown
      ? `${shown.period.label} · ${vi.common.range(formatDay(shown.period.startsOn), formatDay(shown.period.endsOn))}`
      : '',
  );

  return (
    <div className="ct-screen">
      <PageHeader title={vi.reports.title} note={shown?.period.label}>
        <ExportButton period={period} />
      </PageHeader>
      <div className="ct-toolbar">
        <Select
          w={280}
          aria-label={vi.reports.period}
          data={[
            ...periods.map(({ code, label }) => ({ value: code, label })),
            { value: CUSTOM, label: vi.reports.customPeriod },
          ]}
          value={chosen}
          onChange={(value) => setChoice(value ?? CUSTOM)}
        />
        {custom && (
          <>
            <DayField
              w={120}
              aria-label={vi.reports.from}
              placeholder={vi.reports.from}
              value={from}
              onChange={setFrom}
            />
            <span className="ct-dim">–</span>
            <DayField
              w={120}
              aria-label={vi.reports.to}
              placeholder={vi.reports.to}
              value={to}
              onChange={setTo}
            />
            {disorder && <span role="alert">{vi.validation.order}</span>}
          </>
        )}
        {!custom && shown && (
          <span className="ct-dim">
            {vi.common.range(formatDay(shown.period.startsOn), formatDay(shown.period.endsOn))}
          </span>
        )}
      </div>
      {suggested.error || figures.error ? (
        <div className="ct-table-box">
          <ErrorNotice
            error={suggested.error ?? figures.error ?? new Error()}
            onRetry={() => (suggested.error ? suggested.refetch() : figures.refetch())}
          />
        </div>
      ) : (
        <Sheets figures={shown} />
      )}
    </div>
  );
}

function Sheets({ figures }: { readonly figures: ReportFigures | undefined }) {
  const { sheets } = vi.reports;
  return (
    <Tabs defaultValue="summary" className="report-sheets">
      <Tabs.List>
        {Object.entries(sheets).map(([key, name], index) => (
          <Tabs.Tab key={key} value={key}>
            {vi.reports.sheet(index + 1, name)}
          </Tabs.Tab>
        ))}
        <Tabs.Tab value={EARLIER} ml="auto">
          {vi.reports.earlier}
        </Tabs.Tab>
      </Tabs.List>
      {figures && (
        <>
          <Sheet id="summary" rows={figures.summary} columns={summaryColumns} />
          <Sheet id="schools" rows={figures.schools} columns={schoolColumns(figures)} />
          <Sheet id="memoranda" rows={figures.memoranda} columns={memorandumColumns} />
          <Sheet id="activities" rows={figures.activities} columns={activityColumns} />
          <Sheet id="targets" rows={figures.targets.rows} columns={targetColumns(figures)} />
          <Sheet id="exam10" rows={figures.exam10} columns={exam10Columns} />
          <Sheet id="support" rows={figures.support} columns={supportColumns} />
          <Sheet id="difficulties" rows={figures.difficulties} columns={difficultyColumns} />
        </>
      )}
      <Tabs.Panel value={EARLIER}>
        <Earlier />
      </Tabs.Panel>
    </Tabs>
  );
}

interface SheetProps<T> {
  readonly id: keyof typeof vi.reports.sheets;
  readonly rows: readonly T[];
  readonly columns: readonly Column<Numbered<T>>[];
}

const Sheet = <T extends object>({ id, rows, columns }: SheetProps<T>) => (
  <Tabs.Panel value={id}>
    <SheetTable id={id} rows={rows} columns={columns} />
  </Tabs.Panel>
);

// A part of its own, so that only the sheet on screen numbers its rows.
function SheetTable<T extends object>({ id, rows, columns }: SheetProps<T>) {
  return (
    <DataTable
      label={vi.reports.sheets[id]}
      rows={numbered(rows)}
      columns={columns}
      rowId={(row) => `${row.ordinal}`}
      settingsKey={`report.${id}`}
      empty={<EmptyState icon={IconChartBar} text={vi.reports.nothing} />}
    />
  );
}

function ExportButton({ period }: { readonly period: string }) {
  const exportReport = useJob('reports.export');
  const save = useSaveFile();
  const start = (withPhones: boolean) =>
    exportReport.mutate(
      { period, withPhones },
      {
        onSuccess: (file) => {
          notifyDone(vi.reports.exported(file.fileName));
          save(file);
        },
        onError: notifyError,
      },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          leftSection={<IconFileSpreadsheet size={16} />}
          loading={exportReport.isPending}
          disabled={period === ''}
        >
          {vi.reports.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start(false)}>{vi.reports.exportPlain}</Menu.Item>
        <Menu.Item onClick={() => start(true)}>{vi.reports.exportWithPhones}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Earlier() {
  const list = useProcedure('reports.list', {});
  const save = useSaveFile();
  const reports = list.data?.reports ?? NO_REPORTS;
  if (list.error) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  if (list.data && reports.length === 0) {
    return <EmptyState icon={IconFileSpreadsheet} text={vi.reports.noEarlier} />;
  }
  return (
    <ul className="report-earlier">
      {reports.map((report) => (
        <li key={report.id} className="ct-card">
          <IconFileSpreadsheet size={20} stroke={1.5} aria-hidden />
          <div>
            <strong>{report.label}</strong>
            <span className="ct-dim">
              {report.fileName} · {vi.reports.rows(report.rows)}
            </span>
          </div>
          <span className="ct-dim">{formatInstant(report.exportedAt)}</span>
          <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => save(report)}>
            {vi.common.download}
          </Button>
        </li>
      ))}
    </ul>
  );
}
