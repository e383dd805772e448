import { Button } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import type { Report } from '../../../preload/contract/reports.ts';
import { useProcedure } from '../../api/hooks.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const NO_REPORTS: readonly Report[] = [];

/** Every report that was exported, each with exactly the files of then. */
export function SentTab() {
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
