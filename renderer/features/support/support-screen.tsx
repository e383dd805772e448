import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconFileUpload, IconGift, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { type SupportItem, supportDirection, supportStatus } from '../../../preload/contract/support.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { BinLink } from '../../components/bin-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FollowUpTabs } from '../../components/follow-up-tabs.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { optionsFilter } from '../../components/options-filter.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import type { CellWriting } from '../../components/use-cell-writer.ts';
import { useActKeys } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatCount, formatDay, formatNumber } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { DirectionBalance, SchoolBalanceTable } from './balance.tsx';
import { SupportImport } from './import-view.tsx';
import { SupportPanel } from './support-panel.tsx';
import './support.css';
import { Can } from '../../components/rights.tsx';

const texts = vi.support;
const NEW = 'new';
const FACES = ['list', 'schools', 'directions'] as const;
type Face = (typeof FACES)[number];
const NO_ROWS: readonly SupportItem[] = [];
const WRITING: CellWriting<SupportItem> = { table: 'support', row: ({ id }) => id };

const COLUMNS: readonly Column<SupportItem>[] = [
  {
    id: 'givenOn',
    header: texts.fields.givenOn,
    value: ({ givenOn }) => givenOn,
    text: ({ givenOn }) => formatDay(givenOn),
    cell: ({ givenOn }) => formatDay(givenOn),
    edit: {},
    align: 'center',
    width: 100,
  },
  { id: 'giver', header: texts.fields.giverSchoolId, value: ({ giver }) => giver, minWidth: 148, wrap: true },
  {
    id: 'receiver',
    header: texts.fields.receiverSchoolId,
    value: ({ receiver }) => receiver,
    minWidth: 148,
    wrap: true,
  },
  {
    id: 'content',
    header: texts.fields.content,
    value: ({ content }) => content,
    edit: {},
    minWidth: 150,
    wrap: true,
  },
  { id: 'kind', header: texts.fields.kind, value: ({ kind }) => texts.kinds[kind], width: 84 },
  {
    id: 'quantity',
    header: texts.fields.quantity,
    value: ({ quantity }) => quantity,
    cell: ({ quantity, unit }) => (quantity === null ? '' : `${formatNumber(quantity)} ${unit ?? ''}`),
    edit: {},
    align: 'right',
    width: 92,
  },
  {
    id: 'amount',
    header: texts.fields.amount,
    value: ({ amount }) => amount,
    cell: ({ amount }) => formatCount(amount),
    edit: {},
    align: 'right',
    width: 140,
  },
  {
    id: 'status',
    header: texts.fields.status,
    value: ({ status }) => texts.statuses[status],
    cell: ({ status }) => (
      <StateBadge tone={status === 'done' ? 'good' : 'plain'} text={texts.statuses[status]} />
    ),
    width: 120,
  },
  {
    id: 'paper',
    header: texts.fields.handoverPaper,
    value: ({ handoverPaper }) => handoverPaper,
    edit: {},
    width: 128,
    wrap: true,
  },
];

/** What was given and is to be given, its balance, or the way in from Excel. */
export function SupportScreen() {
  const { params } = useRoute();
  return params.view === 'import' ? <SupportImport /> : <Support />;
}

function Support() {
  const { params } = useRoute();
  const face: Face = FACES.find((name) => name === params.view) ?? 'list';
  const [period, setPeriod] = useState('');
  const periods = useProcedure('reports.periods', {}).data?.periods ?? [];
  const chosen = periods.find(({ code }) => code === period);
  const days = chosen ? { from: chosen.startsOn, to: chosen.endsOn } : {};
  useActKeys('support.create', { insert: () => navigate('support', { id: NEW }) });
  const periodField = (
    <Select
      w={230}
      aria-label={texts.period}
      data={[
        { value: '', label: texts.allTime },
        ...periods
          .filter(({ kind }) => kind !== 'giai_doan')
          .map(({ code, label }) => ({ value: code, label })),
      ]}
      value={period}
      onChange={(value) => setPeriod(value ?? '')}
    />
  );
  return (
    <div className="ct-screen">
      <PageHeader title={texts.title}>
        <SegmentedControl
          aria-label={texts.title}
          data={FACES.map((value) => ({ value, label: texts.faces[value] }))}
          value={face}
          onChange={(value) => navigate('support', value === 'list' ? {} : { view: value })}
        />
        <Can do="support.import">
          <Button
            variant="default"
            leftSection={<IconFileUpload size={16} />}
            onClick={() => navigate('support', { view: 'import' })}
          >
            {texts.import}
          </Button>
        </Can>
        <Can do="support.create">
          <Button leftSection={<IconPlus size={16} />} onClick={() => navigate('support', { id: NEW })}>
            {texts.add}
          </Button>
        </Can>
      </PageHeader>
      <FollowUpTabs />
      {face === 'list' ? (
        <Items days={days} periodField={periodField} />
      ) : face === 'schools' ? (
        <SchoolBalanceTable days={days} periodField={periodField} />
      ) : (
        <DirectionBalance days={days} periodField={periodField} />
      )}
    </div>
  );
}

/** Both days inclusive; without one there is no bound. */
export interface Days {
  readonly from?: string;
  readonly to?: string;
}

export interface FaceProps {
  readonly days: Days;
  readonly periodField: React.ReactNode;
}

function Items({ days, periodField }: FaceProps) {
  const { params } = useRoute();
  const [schoolId, setSchoolId] = useState('');
  const [direction, setDirection] = useState('');
  const [status, setStatus] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const schools = useProcedure('schools.list', {}).data?.schools ?? [];
  const list = useProcedure('support.list', {
    ...days,
    ...(schoolId ? { schoolId } : {}),
    ...(direction ? { direction: supportDirection.parse(direction) } : {}),
    ...(status ? { status: supportStatus.parse(status) } : {}),
  });
  const remove = useCommand('support.remove');
  const undoLast = useUndoLast();

  const items = list.data?.items ?? NO_ROWS;
  const chosen = items.filter(({ id }) => ticked.has(id));
  const opened = items.find(({ id }) => id === params.id) ?? null;
  const filtered = schoolId !== '' || direction !== '' || status !== '' || days.from !== undefined;
  const close = () => navigate('support');
  const removeNow = (removed: readonly SupportItem[]) =>
    remove.mutate(
      { ids: removed.map(({ id }) => id) },
      {
        onSuccess: () => {
          setTicked(new Set());
          if (params.id) close();
          notifyDone(texts.removed(removed.length), {
            label: vi.common.undo,
            run: () => undoLast('support.remove'),
          });
        },
        onError: notifyError,
      },
    );
  const clear = () => {
    setSchoolId('');
    setDirection('');
    setStatus('');
  };
  const counted = chosen.length > 0 ? chosen : items;
  const total = texts.total(
    counted.length,
    counted.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
  );
  useStatusText(chosen.length > 0 ? `${vi.common.selected(chosen.length)}: ${total}` : total);

  return (
    <>
      <div className="ct-toolbar">
        {periodField}
        <Select
          w={270}
          searchable
          filter={optionsFilter}
          aria-label={texts.allSchools}
          data={[
            { value: '', label: texts.allSchools },
            ...schools.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={schoolId}
          onChange={(value) => setSchoolId(value ?? '')}
        />
        <Select
          w={250}
          aria-label={texts.allDirections}
          data={[
            { value: '', label: texts.allDirections },
            ...supportDirection.options.map((value) => ({ value, label: texts.directions[value] })),
          ]}
          value={direction}
          onChange={(value) => setDirection(value ?? '')}
        />
        <Select
          w={150}
          aria-label={texts.allStatuses}
          data={[
            { value: '', label: texts.allStatuses },
            ...supportStatus.options.map((value) => ({ value, label: texts.statuses[value] })),
          ]}
          value={status}
          onChange={(value) => setStatus(value ?? '')}
        />
        {filtered && (
          <Button variant="subtle" onClick={clear}>
            {vi.common.clearFilters}
          </Button>
        )}
        {chosen.length > 0 && (
          <Can do="support.remove">
            <Button variant="light" color="red" onClick={() => removeNow(chosen)}>
              {texts.removeSelected(chosen.length)}
            </Button>
          </Can>
        )}
        <BinLink kind="support" />
      </div>
      <div className="ct-split">
        <div className="ct-table-box">
          {list.error ? (
            <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
          ) : (
            <DataTable
              label={texts.title}
              rows={items}
              columns={COLUMNS}
              rowId={({ id }) => id}
              loading={list.isPending}
              settingsKey="support"
              writing={WRITING}
              selection={{ ids: ticked, onChange: setTicked }}
              openId={params.id}
              onOpen={({ id }) => navigate('support', { id })}
              empty={
                filtered ? (
                  <EmptyState icon={IconSearch} text={vi.common.nothingFound} />
                ) : (
                  <EmptyState
                    icon={IconGift}
                    title={texts.emptyTitle}
                    text={texts.empty}
                    action={
                      <Can do="support.create">
                        <Button onClick={() => navigate('support', { id: NEW })}>{texts.add}</Button>
                      </Can>
                    }
                  />
                )
              }
            />
          )}
        </div>
        {(opened || params.id === NEW) && (
          <SupportPanel
            key={opened?.id ?? NEW}
            item={opened}
            onClose={close}
            onRemove={(item) => removeNow([item])}
          />
        )}
      </div>
    </>
  );
}
