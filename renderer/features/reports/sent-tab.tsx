import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import type { Report } from '../../../preload/contract/reports.ts';
import { useProcedure } from '../../api/hooks.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { formatDay, formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { SentReport } from './sent-report.tsx';

const texts = vi.reports.sent;
const NO_REPORTS: readonly Report[] = [];

const COLUMNS: readonly Column<Report>[] = [
  {
    id: 'exportedAt',
    header: texts.columns.exportedAt,
    value: (row) => row.exportedAt,
    cell: (row) => formatInstant(row.exportedAt),
    width: 150,
  },
  { id: 'period', header: texts.columns.period, value: (row) => row.label, wrap: true, minWidth: 220 },
  {
    id: 'form',
    header: texts.columns.form,
    value: (row) => [texts.forms[row.form], row.note].filter(Boolean).join(': '),
    wrap: true,
    minWidth: 200,
  },
  {
    id: 'files',
    header: texts.columns.files,
    value: (row) => row.files.map(({ kind }) => texts.kinds[kind]).join(', '),
    width: 150,
  },
  { id: 'sentTo', header: texts.columns.sentTo, value: (row) => row.sentTo, wrap: true, minWidth: 180 },
  {
    id: 'sentOn',
    header: texts.columns.sentOn,
    value: (row) => row.sentOn,
    cell: (row) => row.sentOn && formatDay(row.sentOn),
    align: 'center',
    width: 110,
  },
];

/** Every report that was exported, each with exactly the files of then and what changed since. */
export function SentTab() {
  const list = useProcedure('reports.list', {});
  const [openId, setOpenId] = useState<string>();
  const reports = list.data?.reports ?? NO_REPORTS;
  const open = reports.find(({ id }) => id === openId);
  if (list.error) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  return (
    <div className="ct-split report-sent">
      <div className="report-sent-list">
        <DataTable
          label={vi.reports.tabs.sent}
          rows={reports}
          columns={COLUMNS}
          rowId={({ id }) => id}
          settingsKey="report.sent"
          onOpen={({ id }) => setOpenId(id)}
          openId={openId}
          empty={<EmptyState icon={IconFileSpreadsheet} text={list.data ? vi.reports.noEarlier : ''} />}
        />
      </div>
      {open && <SentReport key={open.id} report={open} onClose={() => setOpenId(undefined)} />}
    </div>
  );
}
