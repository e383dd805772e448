import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconFileUpload, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Difficulty } from '../../../preload/contract/difficulties.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { useCan } from '../../api/session.ts';
import { BinLink } from '../../components/bin-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FollowUpTabs } from '../../components/follow-up-tabs.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StateBadge, type Tone } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import type { CellWriting } from '../../components/use-cell-writer.ts';
import { useActKeys } from '../../components/use-keys.ts';
import { usePastedCells } from '../../components/use-pasted-cells.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { DifficultyPanel } from './difficulty-panel.tsx';
import { ImportView } from './import-view.tsx';
import './difficulties.css';
import { Can } from '../../components/rights.tsx';

const texts = vi.difficulties;
const { fields } = texts;
const NEW = 'new';
const NO_ROWS: readonly Difficulty[] = [];
const FILTERS = ['all', 'open', 'resolved'] as const;
type Filter = (typeof FILTERS)[number];
const TONES: Record<Difficulty['state'], Tone> = { overdue: 'bad', open: 'plain', resolved: 'good' };

const WRITING: CellWriting<Difficulty> = { table: 'difficulties', row: ({ id }) => id };

const COLUMNS: readonly Column<Difficulty>[] = [
  {
    id: 'dueOn',
    header: fields.dueOn,
    value: (row) => row.dueOn,
    text: (row) => (row.dueOn === null ? '' : formatDay(row.dueOn)),
    cell: (row) => formatDay(row.dueOn),
    edit: {},
    align: 'center',
    width: 104,
  },
  {
    id: 'state',
    header: texts.state,
    value: (row) => texts.states[row.state],
    cell: (row) => <StateBadge tone={TONES[row.state]} text={texts.states[row.state]} />,
    width: 136,
  },
  { id: 'raisedBy', header: fields.raisedBy, value: (row) => row.raisedByName, width: 190, wrap: true },
  {
    id: 'difficulty',
    header: fields.difficulty,
    value: (row) => row.difficulty,
    edit: {},
    minWidth: 220,
    wrap: true,
  },
  {
    id: 'proposal',
    header: fields.proposal,
    value: (row) => row.proposal,
    edit: {},
    minWidth: 180,
    wrap: true,
  },
  { id: 'resolver', header: fields.resolver, value: (row) => row.resolver, edit: {}, width: 160, wrap: true },
  { id: 'outcome', header: fields.outcome, value: (row) => row.outcome, edit: {}, minWidth: 160, wrap: true },
];

/** What schools and offices find hard, or the way into the list from Excel. */
export function DifficultiesScreen() {
  const { params } = useRoute();
  const [pasted, setPasted] = useState<string | null>(null);
  const close = () => {
    setPasted(null);
    navigate('difficulties');
  };
  if (params.view === 'import') return <ImportView pasted={pasted} onClose={close} />;
  return (
    <List
      onPaste={(cells) => {
        setPasted(cells);
        navigate('difficulties', { view: 'import' });
      }}
    />
  );
}

function List({ onPaste }: { readonly onPaste: (cells: string) => void }) {
  const { params } = useRoute();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 150);
  const [filter, setFilter] = useState<Filter>('all');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const list = useProcedure('difficulties.list', search === '' ? {} : { search });
  const remove = useCommand('difficulties.remove');
  const undoLast = useUndoLast();
  usePastedCells(onPaste, useCan('difficulties.import'));
  useActKeys('difficulties.create', { insert: () => navigate('difficulties', { id: NEW }) });

  const found = list.data?.difficulties ?? NO_ROWS;
  const open = found.filter((row) => row.state !== 'resolved');
  const overdue = open.filter((row) => row.state === 'overdue');
  const rows =
    filter === 'all' ? found : filter === 'open' ? open : found.filter((row) => !open.includes(row));
  const chosen = rows.filter((row) => ticked.has(row.id));
  const opened = found.find((row) => row.id === params.id) ?? null;
  const close = () => navigate('difficulties');
  const removeNow = (removed: readonly Difficulty[]) =>
    remove.mutate(
      { ids: removed.map((row) => row.id) },
      {
        onSuccess: () => {
          setTicked(new Set());
          if (params.id) close();
          notifyDone(texts.removed(removed.length), {
            label: vi.common.undo,
            run: () => undoLast('difficulties.remove'),
          });
        },
        onError: notifyError,
      },
    );
  const filtered = search !== '' || filter !== 'all';
  const clearFilters = () => {
    setText('');
    setFilter('all');
  };
  const total = texts.total(open.length, overdue.length);
  useStatusText(chosen.length > 0 ? `${total} · ${vi.common.selected(chosen.length)}` : total);

  return (
    <div className="ct-screen">
      <PageHeader title={texts.title} note={vi.common.rowsShown(rows.length)}>
        {chosen.length > 0 && (
          <Can do="difficulties.remove">
            <Button variant="light" color="red" onClick={() => removeNow(chosen)}>
              {texts.removeSelected(chosen.length)}
            </Button>
          </Can>
        )}
        <Can do="difficulties.import">
          <Button
            variant="default"
            leftSection={<IconFileUpload size={16} />}
            onClick={() => navigate('difficulties', { view: 'import' })}
          >
            {texts.importing}
          </Button>
        </Can>
        <Can do="difficulties.create">
          <Button leftSection={<IconPlus size={16} />} onClick={() => navigate('difficulties', { id: NEW })}>
            {texts.more}
          </Button>
        </Can>
      </PageHeader>
      <FollowUpTabs />
      <div className="ct-toolbar">
        <TextInput
          className="ct-toolbar-search"
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl<Filter>
          aria-label={texts.state}
          data={FILTERS.map((value) => ({ value, label: texts.filters[value] }))}
          value={filter}
          onChange={setFilter}
        />
        {filtered && (
          <Button variant="subtle" onClick={clearFilters}>
            {vi.common.clearFilters}
          </Button>
        )}
        <BinLink kind="difficulty" />
      </div>
      <div className="ct-split">
        <div className="ct-table-box">
          {list.error ? (
            <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
          ) : (
            <DataTable
              label={texts.title}
              rows={rows}
              columns={COLUMNS}
              rowId={(row) => row.id}
              loading={list.isPending}
              settingsKey="difficulties"
              writing={WRITING}
              selection={{ ids: ticked, onChange: setTicked }}
              openId={params.id}
              onOpen={(row) => navigate('difficulties', { id: row.id })}
              empty={
                filtered ? (
                  <EmptyState
                    icon={IconSearch}
                    text={vi.common.nothingFound}
                    action={
                      <Button variant="default" onClick={clearFilters}>
                        {vi.common.clearFilters}
                      </Button>
                    }
                  />
                ) : (
                  <EmptyState
                    icon={IconAlertTriangle}
                    title={texts.emptyTitle}
                    text={texts.empty}
                    action={
                      <Can do="difficulties.create">
                        <Button onClick={() => navigate('difficulties', { id: NEW })}>{texts.more}</Button>
                      </Can>
                    }
                  />
                )
              }
            />
          )}
        </div>
        {(opened || params.id === NEW) && (
          <DifficultyPanel
            key={opened?.id ?? NEW}
            difficulty={opened}
            onClose={close}
            onRemove={(row) => removeNow([row])}
          />
        )}
      </div>
    </div>
  );
}
