import { Button, Select } from '@mantine/core';
import { IconActivity, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Activity } from '../../../preload/contract/activities.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { DayField } from '../../components/day-field.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { useKeys } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatCount, formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { ActivityPanel } from './activity-panel.tsx';
import { QuickEntry } from './quick-entry.tsx';
import './activities.css';

const { fields, shortFields } = vi.activities;
const NEW = 'new';
const NO_ROWS: readonly Activity[] = [];

const turns = (id: 'managerTurns' | 'teacherTurns' | 'pupilTurns' | 'demoLessons'): Column<Activity> => ({
  id,
  header: shortFields[id],
  value: (activity) => activity[id],
  cell: (activity) => formatCount(activity[id]),
  align: 'right',
  width: 58,
});

const COLUMNS: readonly Column<Activity>[] = [
  {
    id: 'heldOn',
    header: fields.heldOn,
    value: (activity) => activity.heldOn,
    cell: (activity) => formatDay(activity.heldOn),
    align: 'center',
    width: 104,
  },
  {
    id: 'pairs',
    header: fields.pairIds,
    value: (activity) => activity.pairs.map((pair) => pair.name).join('; '),
    cell: ({ pairs: [first, ...others] }) =>
      others.length === 0 ? first?.name : `${first?.name}, ${vi.activities.morePairs(others.length)}`,
    minWidth: 210,
    wrap: true,
  },
  { id: 'kind', header: fields.kind, value: (activity) => activity.kindName, width: 160, wrap: true },
  { id: 'topic', header: fields.topic, value: (activity) => activity.topic, minWidth: 180, wrap: true },
  { id: 'subject', header: fields.subject, value: (activity) => activity.subject, width: 84, wrap: true },
  {
    id: 'status',
    header: fields.status,
    value: (activity) => vi.activities.statuses[activity.status],
    cell: (activity) => (
      <StateBadge
        tone={activity.status === 'done' ? 'good' : 'plain'}
        text={vi.activities.statuses[activity.status]}
      />
    ),
    width: 104,
  },
  turns('managerTurns'),
  turns('teacherTurns'),
  turns('pupilTurns'),
  turns('demoLessons'),
];

/** The log of what was done and planned. */
export function ActivitiesScreen() {
  const { params } = useRoute();
  const [pairId, setPairId] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const pairs = useProcedure('pairs.list', {}).data?.pairs;
  const list = useProcedure('activities.list', {
    ...(pairId ? { pairId } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  });
  const remove = useCommand('activities.remove');
  const undoLast = useUndoLast();

  const activities = list.data?.activities ?? NO_ROWS;
  const filtered = pairId !== '' || from !== '' || to !== '';
  const chosen = activities.filter((activity) => ticked.has(activity.id));
  const opened = activities.find((activity) => activity.id === params.id) ?? null;
  const close = () => navigate('activities');
  const removeNow = (removed: readonly Activity[]) =>
    remove.mutate(
      { ids: removed.map((activity) => activity.id) },
      {
        onSuccess: () => {
          setTicked(new Set());
          if (params.id) close();
          notifyDone(vi.activities.removed(removed.length), {
            label: vi.common.undo,
            run: () => undoLast('activities.remove'),
          });
        },
        onError: notifyError,
      },
    );
  const clearFilters = () => {
    setPairId('');
    setFrom('');
    setTo('');
  };
  useKeys({ insert: () => navigate('activities', { id: NEW }) });
  const teachers = activities.reduce((sum, activity) => sum + activity.teacherTurns, 0);
  const total = vi.activities.total(activities.length, teachers);
  useStatusText(chosen.length > 0 ? `${total} · ${vi.common.selected(chosen.length)}` : total);

  return (
    <div className="ct-screen">
      <PageHeader title={vi.activities.title} note={vi.common.rowsShown(activities.length)}>
        {chosen.length > 0 && (
          <Button variant="light" color="red" onClick={() => removeNow(chosen)}>
            {vi.activities.removeSelected(chosen.length)}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={pairs?.length === 0}
          onClick={() => navigate('activities', { id: NEW })}
        >
          {vi.activities.more}
        </Button>
      </PageHeader>
      {pairs !== undefined && pairs.length > 0 && <QuickEntry />}
      <div className="ct-toolbar">
        <Select
          w={360}
          searchable
          aria-label={fields.pairIds}
          data={[
            { value: '', label: vi.activities.allPairs },
            ...(pairs ?? []).flatMap((pair) =>
              pair.id
                ? [{ value: pair.id, label: vi.common.pairName(pair.supporting.name, pair.partner.name) }]
                : [],
            ),
          ]}
          value={pairId}
          onChange={(value) => setPairId(value ?? '')}
        />
        <DayField
          w={120}
          aria-label={vi.activities.from}
          placeholder={vi.activities.from}
          value={from}
          onChange={setFrom}
        />
        <span className="ct-dim">–</span>
        <DayField
          w={120}
          aria-label={vi.activities.to}
          placeholder={vi.activities.to}
          value={to}
          onChange={setTo}
        />
        {filtered && (
          <Button variant="subtle" onClick={clearFilters}>
            {vi.common.clearFilters}
          </Button>
        )}
      </div>
      <div className="ct-split">
        <div className="ct-table-box">
          {list.error ? (
            <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
          ) : (
            <DataTable
              label={vi.activities.title}
              rows={activities}
              columns={COLUMNS}
              rowId={(activity) => activity.id}
              loading={list.isPending}
              settingsKey="activities"
              selection={{ ids: ticked, onChange: setTicked }}
              openId={params.id}
              onOpen={(activity) => navigate('activities', { id: activity.id })}
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
                ) : pairs?.length === 0 ? (
                  <EmptyState
                    icon={IconActivity}
                    title={vi.activities.emptyTitle}
                    text={vi.activities.noPairs}
                    action={
                      <Button onClick={() => navigate('pairs')}>{vi.memoranda.emptyNoPairsAction}</Button>
                    }
                  />
                ) : (
                  <EmptyState
                    icon={IconActivity}
                    title={vi.activities.emptyTitle}
                    text={vi.activities.empty}
                  />
                )
              }
            />
          )}
        </div>
        {(opened || params.id === NEW) && (
          <ActivityPanel
            key={opened?.id ?? NEW}
            activity={opened}
            onClose={close}
            onRemove={(activity) => removeNow([activity])}
          />
        )}
      </div>
    </div>
  );
}
