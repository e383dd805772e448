import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconSearch, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { BIN_KINDS, type BinItem, binKind } from '../../../preload/contract/bin.ts';
import { rightToRestore } from '../../../preload/contract/rights.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { useMay } from '../../api/session.ts';
import { Confirm } from '../../components/confirm.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatInstant, searchKey } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import './bin.css';
import { May } from '../../components/rights.tsx';

const texts = vi.bin;
const NO_ITEMS: readonly BinItem[] = [];

/** Keys of different kinds may be alike: a year is known by its code. */
const keyOf = ({ kind, id }: BinItem): string => `${kind} ${id}`;

/** Everything that was deleted, with the way back. */
export function Bin() {
  const list = useProcedure('bin.list', {});
  const kind = binKind.safeParse(useRoute().params.kind).data;
  const [search, setSearch] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const restoring = useRestore(() => setTicked(new Set()));
  const { restoreNow } = restoring;

  const items = list.data?.items ?? NO_ITEMS;
  const words = searchKey(search).split(/\s+/).filter(Boolean);
  const shown = items.filter((item) => {
    const said = searchKey(`${item.name} ${item.of ?? ''}`);
    return (!kind || item.kind === kind) && words.every((word) => said.includes(word));
  });
  const may = useMay();
  const chosen = shown.filter((item) => ticked.has(keyOf(item)) && may(rightToRestore(item.kind)));
  const total = texts.total(shown.length);
  useStatusText(chosen.length > 0 ? `${total} · ${vi.common.selected(chosen.length)}` : total);
  const filtered = items.length > 0 && (kind !== undefined || words.length > 0);
  const showKind = (next: string | null) =>
    navigate('settings', { section: 'bin', ...(next ? { kind: next } : {}) });
  const columns = useMemo(() => columnsWith(restoreNow), [restoreNow]);

  if (list.error) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  return (
    <div className="settings-table">
      <p className="ct-dim settings-hint">{texts.hint}</p>
      <div className="bin-bar">
        <TextInput
          className="bin-search"
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} />}
          rightSection={
            search === '' ? null : (
              <CloseButton size="sm" aria-label={vi.common.clearFilters} onClick={() => setSearch('')} />
            )
          }
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select
          aria-label={texts.kind}
          data={[
            { value: '', label: texts.allKinds },
            ...BIN_KINDS.map((value) => ({ value, label: texts.kinds[value] })),
          ]}
          value={kind ?? ''}
          onChange={showKind}
        />
        {chosen.length > 0 && (
          <Button variant="light" loading={restoring.isPending} onClick={() => restoreNow(chosen)}>
            {texts.restoreSelected(chosen.length)}
          </Button>
        )}
      </div>
      <DataTable
        label={texts.title}
        rows={shown}
        columns={columns}
        rowId={keyOf}
        loading={list.isPending}
        settingsKey="bin"
        selection={{ ids: ticked, onChange: setTicked }}
        empty={
          filtered ? (
            <EmptyState
              icon={IconSearch}
              text={vi.common.nothingFound}
              action={
                <Button
                  variant="default"
                  onClick={() => {
                    setSearch('');
                    showKind(null);
                  }}
                >
                  {vi.common.clearFilters}
                </Button>
              }
            />
          ) : (
            <EmptyState icon={IconTrash} text={texts.empty} />
          )
        }
      />
      {restoring.confirm}
    </div>
  );
}

const columnsWith = (restoreNow: (items: readonly BinItem[]) => void): readonly Column<BinItem>[] => [
  { id: 'name', header: texts.name, value: (item) => item.name, minWidth: 220, wrap: true },
  { id: 'kind', header: texts.kind, value: (item) => texts.kinds[item.kind], width: 140 },
  { id: 'of', header: texts.of, value: (item) => item.of, minWidth: 160, wrap: true },
  {
    id: 'deletedAt',
    header: texts.deletedAt,
    value: (item) => item.deletedAt,
    cell: (item) => formatInstant(item.deletedAt),
    width: 140,
  },
  { id: 'deletedBy', header: texts.deletedBy, value: (item) => item.deletedBy, width: 100 },
  {
    id: 'restore',
    header: '',
    value: () => null,
    cell: (item) => (
      <May right={rightToRestore(item.kind)}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconArrowBackUp size={14} />}
          aria-label={texts.restoreOf(item.name)}
          onClick={() => restoreNow([item])}
        >
          {texts.restore}
        </Button>
      </May>
    ),
    width: 112,
  },
];

/** Takes things out of the bin; a pair of a school that has another one meanwhile is asked about. */
function useRestore(onDone: () => void) {
  const restore = useCommand('bin.restore');
  const undoLast = useUndoLast();
  const [asked, setAsked] = useState<readonly BinItem[]>([]);
  const run = (items: readonly BinItem[], confirmOverlap: boolean) => {
    setAsked([]);
    restore.mutate(
      { items: items.map(({ kind, id }) => ({ kind, id })), confirmOverlap },
      {
        onSuccess: () => {
          onDone();
          notifyDone(texts.restored(items.length, items[0]?.name ?? ''), {
            label: vi.common.undo,
            run: () => undoLast('bin.restore'),
          });
        },
        onError: (error) => {
          if (error.code === 'PAIR_OVERLAPS') setAsked(items);
          else notifyError(error);
        },
      },
    );
  };
  return {
    isPending: restore.isPending,
    restoreNow: (items: readonly BinItem[]) => run(items, false),
    confirm: (
      <Confirm
        opened={asked.length > 0}
        title={texts.overlapTitle}
        act={texts.restoreAnyway}
        onConfirm={() => run(asked, true)}
        onClose={() => setAsked([])}
      >
        {restore.error?.message}
      </Confirm>
    ),
  };
}
