import { Button, Skeleton, TextInput } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import type { FigureChange, Report, ReportChanges } from '../../../preload/contract/reports.ts';
import { useClient, useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { keyOf } from '../../components/item-keys.ts';
import { notifyError } from '../../components/notices.tsx';
import { Can, Editable } from '../../components/rights.tsx';
import { RowChangeLine } from '../../components/row-change.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { SidePanel } from '../../components/side-panel.tsx';
import { useAutosave } from '../../components/use-autosave.ts';
import { formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';

const texts = vi.reports.sent;

interface SentReportProps {
  readonly report: Report;
  readonly onClose: () => void;
}

/** One report as sent: where it went, its files, and what is no longer so. */
export function SentReport({ report, onClose }: SentReportProps) {
  const { id, files } = report;
  const client = useClient();
  const save = useSaveFile();
  const changes = useProcedure('reports.changes', { id });
  const [sent, edit] = useAutosave({ sentTo: report.sentTo, sentOn: report.sentOn }, async (typed) => {
    try {
      await client.call('reports.markSent', { id, ...typed });
    } catch (error) {
      if (error instanceof Error) notifyError(error);
      throw error;
    }
  });
  return (
    <SidePanel title={report.label} onClose={onClose} wide>
      <div className="report-as-sent">
        <FormSection title={texts.where}>
          <Editable do="reports.markSent">
            <div className="report-where">
              <TextInput
                label={texts.sentTo}
                value={sent.sentTo ?? ''}
                onChange={(event) => edit({ ...sent, sentTo: event.currentTarget.value })}
              />
              <DayField
                label={texts.sentOn}
                value={sent.sentOn ?? ''}
                onChange={(day) => edit({ ...sent, sentOn: day || null })}
              />
            </div>
          </Editable>
        </FormSection>
        <FormSection title={texts.files}>
          <ul className="report-files">
            {files.map((file) => (
              <li key={file.fileId}>
                <Button
                  variant="default"
                  leftSection={<IconDownload size={16} />}
                  onClick={() => save(file)}
                  aria-label={vi.reports.exporting.save(file.fileName)}
                >
                  {texts.kinds[file.kind]}
                </Button>
                <div>
                  <span>{file.fileName}</span>
                  <code className="ct-dim ct-small">{texts.hash(file.sha256)}</code>
                </div>
              </li>
            ))}
          </ul>
          <Can do="reports.export">
            <Button
              variant="subtle"
              leftSection={<IconRefresh size={16} />}
              onClick={() => navigate('reports', { tab: 'forms', period: report.period })}
            >
              {texts.again}
            </Button>
          </Can>
        </FormSection>
        <FormSection title={texts.changes}>
          {changes.error ? (
            <ErrorNotice error={changes.error} onRetry={() => changes.refetch()} />
          ) : changes.data?.report.id === id ? (
            <Changes changes={changes.data} />
          ) : (
            <Skeleton height={160} />
          )}
        </FormSection>
      </div>
    </SidePanel>
  );
}

function Changes({ changes }: { readonly changes: ReportChanges }) {
  const { figuresKnown, figures, reasonsKnown, rows, redacted } = changes;
  return (
    <div className="report-changes">
      {!figuresKnown && <p className="ct-dim">{texts.figuresUnknown}</p>}
      {figuresKnown && figures.length === 0 && <p>{texts.unchanged}</p>}
      {!reasonsKnown && <p className="ct-dim">{texts.reasonsUnknown}</p>}
      {redacted > 0 && <p>{texts.redacted(redacted)}</p>}
      {reasonsKnown && rows.length === 0 && figures.length > 0 && <p>{texts.noReasons}</p>}
      {rows.length > 0 && (
        <section aria-label={texts.rows(rows.length)}>
          <h3>{texts.rows(rows.length)}</h3>
          <ul>
            {rows.map((row) => (
              <li key={keyOf(row)}>
                <RowChangeLine row={row} by={texts.by(row.actor, formatInstant(row.at))} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {figures.length > 0 && <Figures figures={figures} />}
    </div>
  );
}

const Figures = ({ figures }: { readonly figures: readonly FigureChange[] }) => (
  <section aria-label={texts.figures(figures.length)}>
    <h3>{texts.figures(figures.length)}</h3>
    <table className="ct-plain-table">
      <thead>
        <tr>
          {Object.entries(texts.figureColumns).map(([key, heading]) => (
            <th key={key}>{heading}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={keyOf(figure)}>
            <td>{figure.form}</td>
            <td>{figure.row}</td>
            <td>{figure.column ?? (figure.before === null ? texts.whole.added : texts.whole.removed)}</td>
            <td>{figure.before}</td>
            <td>{figure.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
