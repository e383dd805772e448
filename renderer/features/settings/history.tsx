import { Button, Group, Modal } from '@mantine/core';
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type JournalFilter, journalFilter } from '../../../preload/contract/journal.ts';
import { rightToUndo } from '../../../preload/contract/rights.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { EntryChanges } from '../../components/record-history.tsx';
import { May } from '../../components/rights.tsx';
import { deedName } from '../../i18n/deed-name.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { HistoryBar } from './history-bar.tsx';

type Entry = OutputOf<'history.list'>['entries'][number];
const texts = vi.settings.history;
/** As many rows as are looked through without waiting. */
const PAGE = 200;
const EVERYTHING = journalFilter.parse({});
const NO_ENTRIES: readonly Entry[] = [];

/** What a deed was about: its first row, and how many more. */
function subjectOf({ changes, more, redacted, reason }: Entry): string {
  const [first] = changes;
  if (redacted) return vi.history.redacted;
  if (!first) return reason ?? '';
  const others = changes.length - 1 + more;
  const name = `${first.what}: ${first.name}`;
  return others > 0 ? `${name}, ${vi.history.more(others)}` : name;
}

/** Who did what and when, with the way back where there is one. */
export function History() {
  const [filter, setFilter] = useState<JournalFilter>(EVERYTHING);
  /** The rows before which the pages begin that were gone through, the newest page first. */
  const [pages, setPages] = useState<readonly number[]>([]);
  const before = pages.at(-1);
  const history = useProcedure('history.list', { limit: PAGE, filter, ...(before ? { before } : {}) });
  const [opened, setOpened] = useState<Entry | null>(null);
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
      { id: 'actor', header: texts.actor, value: (entry) => entry.actor, width: 120 },
      { id: 'deed', header: texts.deed, value: (entry) => deedName(entry.command), width: 200 },
      { id: 'subject', header: vi.history.subject, value: subjectOf, minWidth: 240 },
      {
        id: 'undo',
        header: vi.common.undo,
        value: (entry) => Number(entry.undoable),
        cell: (entry) =>
          entry.undoable && (
            <May right={rightToUndo(entry.deed)}>
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconArrowBackUp size={14} />}
                aria-label={texts.undoOf(deedName(entry.command), entry.sequence)}
                onClick={(event) => {
                  // The row would open.
                  event.stopPropagation();
                  mutate(
                    { sequence: entry.sequence },
                    { onSuccess: () => notifyDone(vi.common.undone), onError: notifyError },
                  );
                }}
              >
                {vi.common.undo}
              </Button>
            </May>
          ),
        width: 110,
      },
    ],
    [mutate],
  );
  const next = history.data?.next ?? null;
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(EVERYTHING);
  if (history.error) return <ErrorNotice error={history.error} onRetry={() => history.refetch()} />;
  return (
    <div className="settings-table">
      <p className="ct-dim settings-hint">{texts.hint}</p>
      <HistoryBar
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setPages([]);
        }}
      />
      <DataTable
        label={vi.settings.sections.history}
        rows={history.data?.entries ?? NO_ENTRIES}
        columns={columns}
        rowId={(entry) => `${entry.sequence}`}
        loading={history.isPending}
        onOpen={setOpened}
        settingsKey="history"
        empty={
          <EmptyState
            icon={IconHistory}
            text={next !== null ? texts.goOn : isFiltered ? vi.common.nothingFound : texts.empty}
          />
        }
      />
      {(before !== undefined || next !== null) && (
        <Group gap="sm" className="history-pages">
          <Button
            variant="default"
            size="xs"
            disabled={before === undefined}
            onClick={() => setPages(pages.slice(0, -1))}
          >
            {texts.newer}
          </Button>
          <Button
            variant="default"
            size="xs"
            disabled={next === null}
            onClick={() => {
              if (next !== null) setPages([...pages, next]);
            }}
          >
            {texts.older}
          </Button>
        </Group>
      )}
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        title={opened && deedName(opened.command)}
      >
        {opened &&
          (opened.changes.length > 0 || opened.reason ? (
            <EntryChanges entry={opened} />
          ) : (
            <p className="ct-dim">{opened.redacted ? vi.history.redacted : vi.history.noChanges}</p>
          ))}
      </Modal>
    </div>
  );
}
