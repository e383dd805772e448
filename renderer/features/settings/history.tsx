import { Button } from '@mantine/core';
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

type Entry = OutputOf<'history.list'>['entries'][number];
const texts = vi.settings.history;
const NO_ENTRIES: readonly Entry[] = [];

/** What a journal row's deed is called; one of a later version keeps its own name. */
function deedName(command: string): string {
  const deeds: Readonly<Record<string, string>> = vi.deeds;
  return deeds[command] ?? command;
}

/** Who did what and when, with the way back where there is one. */
export function History() {
  const history = useProcedure('history.list', { limit: 500 });
  const undo = useCommand('history.undo');
  const { mutate } = undo;
  const columns = useMemo(
    (): readonly Column<Entry>[] => [
      {
        id: 'sequence',
        header: texts.sequence,
        value: (entry) => entry.sequence,
        cell: (entry) => formatCount(entry.sequence),
        align: 'right',
        width: 72,
      },
      {
        id: 'at',
        header: texts.at,
        value: (entry) => entry.at,
        cell: (entry) => formatInstant(entry.at),
        width: 150,
      },
      { id: 'actor', header: texts.actor, value: (entry) => entry.actor, width: 160 },
      { id: 'deed', header: texts.deed, value: (entry) => deedName(entry.command), minWidth: 200 },
      {
        id: 'undo',
        header: vi.common.undo,
        value: (entry) => Number(entry.undoable),
        cell: (entry) =>
          entry.undoable && (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconArrowBackUp size={14} />}
              aria-label={texts.undoOf(deedName(entry.command), entry.sequence)}
              onClick={() =>
                mutate(
                  { sequence: entry.sequence },
                  { onSuccess: () => notifyDone(vi.common.undone), onError: notifyError },
                )
              }
            >
              {vi.common.undo}
            </Button>
          ),
        width: 130,
      },
    ],
    [mutate],
  );
  if (history.error) return <ErrorNotice error={history.error} onRetry={() => history.refetch()} />;
  return (
    <div className="settings-table">
      <p className="ct-dim settings-hint">{texts.hint}</p>
      <DataTable
        label={vi.settings.sections.history}
        rows={history.data?.entries ?? NO_ENTRIES}
        columns={columns}
        rowId={(entry) => `${entry.sequence}`}
        loading={history.isPending}
        settingsKey="history"
        empty={<EmptyState icon={IconHistory} text={texts.empty} />}
      />
    </div>
  );
}
