import { Button, SegmentedControl } from '@mantine/core';
import { IconActivity, IconFileUpload, IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { Activity } from '../../../preload/contract/activities.ts';
import { useCommand, useProcedure, useSetting } from '../../api/hooks.ts';
import { useCan } from '../../api/session.ts';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FollowUpTabs } from '../../components/follow-up-tabs.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useStatusText } from '../../components/status-text.ts';
import type { CellWriting } from '../../components/use-cell-writer.ts';
import { useActKeys, useKeys } from '../../components/use-keys.ts';
import { usePastedCells } from '../../components/use-pasted-cells.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatDay, today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { ActivityPanel, PANEL_TABS } from './activity-panel.tsx';
import { activityValues, isPlanned, lastLogged } from './activity-values.ts';
import { columnsOf, type RowActs } from './columns.tsx';
import { DoneDialog } from './done-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import {
  isFiltered,
  isFilters,
  isShown,
  isWithinDays,
  NO_FILTERS,
  type Totals,
  totalsOf,
  type UnitsOfPairs,
} from './filters.ts';
import { ImportView } from './import-view.tsx';
import { monthOf, startDay } from './month.ts';
import { DayList, MonthView } from './month-view.tsx';
import { QuickEntry } from './quick-entry.tsx';
import './activities.css';
import { Can } from '../../components/rights.tsx';

const texts = vi.activities;
const WRITING: CellWriting<Activity> = { table: 'activities', row: ({ id }) => id };
const NEW = 'new';
const VIEWS = ['table', 'month'] as const;
const NO_ROWS: readonly Activity[] = [];
const isView = (value: unknown): value is (typeof VIEWS)[number] => VIEWS.some((view) => view === value);

/** The log of what was done and planned, or the way into it from Excel. */
export function ActivitiesScreen() {
  const { params } = useRoute();
  const [pasted, setPasted] = useState<string | null>(null);
  const close = () => {
    setPasted(null);
    navigate('activities');
  };
  if (params.view === 'import') return <ImportView pasted={pasted} onClose={close} />;
  return (
    <Log
      onPaste={(cells) => {
        setPasted(cells);
        navigate('activities', { view: 'import' });
      }}
    />
  );
}

function Log({ onPaste }: { readonly onPaste: (cells: string) => void }) {
  const { params } = useRoute();
  const [view, setView] = useSetting('activities.view', 'table', isView);
  const [filters, setFilters] = useSetting('activities.filters', NO_FILTERS, isFilters);
  const [chosenDay, setDay] = useState<string>();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [copied, setCopied] = useState<{ readonly of: Activity | null; readonly time: number }>({
    of: null,
    time: 0,
  });
  const [doing, setDoing] = useState<Activity | null>(null);
  const pairs = useProcedure('pairs.list', {}).data?.pairs;
  const known = useProcedure('activities.kinds', {}).data;
  const kinds = known?.kinds ?? [];
  const units = useProcedure('programmes.get', {}).data?.units ?? [];
  const unitsOfPairs = useUnitsOfPairs();
  const list = useProcedure('activities.list', {});
  const remove = useCommand('activities.remove');
  const undoLast = useUndoLast();
  const canAdd = useCan('activities.create');
  usePastedCells(onPaste, useCan('activities.import'));

  const all = list.data?.activities ?? NO_ROWS;
  const { undated, shown } = useMemo(() => {
    const undated = all.filter((activity) => isShown(activity, filters, unitsOfPairs));
    return { undated, shown: undated.filter((activity) => isWithinDays(activity, filters)) };
  }, [all, filters, unitsOfPairs]);
  const inMonth = view === 'month';
  const day = chosenDay ?? startDay(all.map(({ heldOn }) => heldOn));
  const listed = inMonth ? undated.filter(({ heldOn }) => monthOf(heldOn) === monthOf(day)) : shown;
  const chosen = inMonth ? NO_ROWS : listed.filter((activity) => ticked.has(activity.id));
  const opened = all.find((activity) => activity.id === params.id) ?? null;
  const tab = PANEL_TABS.find((name) => name === params.tab) ?? 'info';
  const panelOpen = opened !== null || params.id === NEW;
  const noPairs = pairs?.length === 0;

  const close = () => navigate('activities');
  const open = (activity: Activity) =>
    navigate('activities', { id: activity.id, ...(tab === 'info' ? {} : { tab }) });
  const add = (on?: string) => navigate('activities', { id: NEW, ...(on ? { day: on } : {}) });
  const removeNow = (removed: readonly Activity[]) =>
    remove.mutate(
      { ids: removed.map((activity) => activity.id) },
      {
        onSuccess: () => {
          setTicked(new Set());
          if (params.id) close();
          notifyDone(texts.removed(removed.length), {
            label: vi.common.undo,
            run: () => undoLast('activities.remove'),
          });
        },
        onError: notifyError,
      },
    );
  const copy = (of: Activity) => {
    setView('table');
    setCopied((before) => ({ of, time: before.time + 1 }));
    if (params.id) close();
  };
  const acts = useRowActs({
    open,
    copy,
    markDone: setDoing,
    remove: (activity) => removeNow([activity]),
  });
  const columns = useMemo(
    () =>
      columnsOf(acts, {
        kinds: (known?.kinds ?? []).map(({ name }) => name),
        subjects: known?.subjects ?? [],
      }),
    [acts, known],
  );
  useActKeys('activities.create', { insert: () => add(inMonth ? day : undefined) });
  useKeys(params.id || params.day ? { escape: close } : {});
  useStatusText(statusText(totalsOf(chosen.length > 0 ? chosen : listed), chosen.length));
  const last = lastLogged(all);

  return (
    <div className="ct-screen">
      <PageHeader title={texts.title} note={vi.common.rowsShown(listed.length)}>
        {chosen.length > 0 && (
          <Can do="activities.remove">
            <Button variant="light" color="red" onClick={() => removeNow(chosen)}>
              {texts.removeSelected(chosen.length)}
            </Button>
          </Can>
        )}
        <SegmentedControl
          aria-label={texts.viewAs}
          data={VIEWS.map((value) => ({ value, label: texts.views[value] }))}
          value={view}
          onChange={(value) => isView(value) && setView(value)}
        />
        <Can do="activities.import">
          <Button
            variant="default"
            leftSection={<IconFileUpload size={16} />}
            disabled={noPairs}
            onClick={() => navigate('activities', { view: 'import' })}
          >
            {texts.import.open}
          </Button>
        </Can>
        <Can do="activities.create">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            disabled={noPairs}
            onClick={() => add(inMonth ? day : undefined)}
          >
            {texts.more}
          </Button>
        </Can>
      </PageHeader>
      <FollowUpTabs />
      <div className="ct-split">
        <div className="activity-log" data-beside={panelOpen || undefined}>
          {!inMonth && pairs !== undefined && !noPairs && (
            <Can do="activities.create">
              <QuickEntry
                key={copied.time}
                copyOf={copied.of}
                onRepeatLast={last ? () => copy(last) : undefined}
              />
            </Can>
          )}
          <FilterBar
            filters={filters}
            onChange={setFilters}
            pairs={pairs ?? []}
            kinds={kinds}
            units={units}
            withDays={!inMonth}
          />
          {list.error ? (
            <div className="ct-table-box">
              <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
            </div>
          ) : inMonth ? (
            <MonthView
              activities={undated}
              day={day}
              onDay={setDay}
              onOpen={open}
              onOpenDay={(of) => navigate('activities', { day: of })}
              onAdd={canAdd ? add : null}
            />
          ) : (
            <div className="ct-table-box activity-table">
              <DataTable
                label={texts.title}
                rows={listed}
                columns={columns}
                rowId={(activity) => activity.id}
                loading={list.isPending}
                settingsKey="activities"
                writing={WRITING}
                selection={{ ids: ticked, onChange: setTicked }}
                openId={params.id}
                onOpen={open}
                rowKeys={canAdd ? { d: copy } : {}}
                empty={
                  <NothingHere
                    filtered={isFiltered(filters)}
                    noPairs={noPairs}
                    onClear={() => setFilters(NO_FILTERS)}
                  />
                }
              />
            </div>
          )}
        </div>
        {panelOpen && (
          <ActivityPanel
            // A plan that was done meanwhile must not be saved as a plan again.
            key={opened ? `${opened.id} ${opened.status}` : NEW}
            activity={opened}
            initial={opened ? activityValues(opened) : presetValues(params)}
            tab={opened ? tab : 'info'}
            onTab={(next) => navigate('activities', { id: params.id ?? NEW, tab: next })}
            onClose={close}
            onMarkDone={setDoing}
            onRemove={(activity) => removeNow([activity])}
          />
        )}
        {inMonth && !params.id && params.day && (
          <SidePanel
            key={params.day}
            title={texts.month.dayTitle(formatDay(params.day))}
            onClose={close}
            footer={
              <Can do="activities.create">
                <Button
                  variant="default"
                  leftSection={<IconPlus size={16} />}
                  disabled={noPairs}
                  onClick={() => add(params.day)}
                >
                  {texts.month.add}
                </Button>
              </Can>
            }
          >
            <DayList
              activities={undated.filter((activity) => activity.heldOn === params.day)}
              onOpen={open}
            />
          </SidePanel>
        )}
      </div>
      {doing && <DoneDialog activity={doing} onClose={() => setDoing(null)} />}
    </div>
  );
}

/** The same acts for as long as the screen lives, so that the columns stay. */
function useRowActs(acts: RowActs): RowActs {
  const current = useRef(acts);
  current.current = acts;
  return useMemo(
    () => ({
      open: (activity) => current.current.open(activity),
      copy: (activity) => current.current.copy(activity),
      markDone: (activity) => current.current.markDone(activity),
      remove: (activity) => current.current.remove(activity),
    }),
    [],
  );
}

function useUnitsOfPairs(): UnitsOfPairs {
  const pairs = useProcedure('pairs.list', {}).data?.pairs;
  const schools = useProcedure('schools.list', {}).data?.schools;
  return useMemo(() => {
    const unitOf = new Map(schools?.map((school) => [school.id, school.unitId]));
    return new Map(
      pairs?.flatMap(({ id, supporting, partner }) =>
        id === null ? [] : [[id, [supporting, partner].flatMap((school) => unitOf.get(school.id) ?? [])]],
      ),
    );
  }, [pairs, schools]);
}

/** A new activity as a link asks for it: `#/activities?id=new&day=…&kind=…&pairId=…&subject=…&host=…`. */
function presetValues({ day, kind, pairId, subject, host }: Readonly<Record<string, string>>) {
  const heldOn = day ?? today();
  return {
    ...activityValues(null),
    heldOn,
    status: isPlanned(heldOn) ? 'planned' : 'done',
    kind: kind ?? '',
    subject: subject ?? '',
    host: host ?? '',
    pairIds: pairId ? [pairId] : [],
  };
}

/** Totals in words; what is zero is left out, except the activities themselves. */
function statusText(totals: Totals, selected: number): string {
  const names = ['planned', 'managerTurns', 'teacherTurns', 'pupilTurns', 'demoLessons', 'cost'] as const;
  return [
    texts.totals.activities(totals.activities),
    ...names.flatMap((name) => (totals[name] > 0 ? [texts.totals[name](totals[name])] : [])),
    ...(selected > 0 ? [vi.common.selected(selected)] : []),
  ].join(' · ');
}

interface NothingHereProps {
  readonly filtered: boolean;
  readonly noPairs: boolean;
  readonly onClear: () => void;
}

function NothingHere({ filtered, noPairs, onClear }: NothingHereProps) {
  if (filtered) {
    return (
      <EmptyState
        icon={IconSearch}
        text={vi.common.nothingFound}
        action={
          <Button variant="default" onClick={onClear}>
            {vi.common.clearFilters}
          </Button>
        }
      />
    );
  }
  return noPairs ? (
    <EmptyState
      icon={IconActivity}
      title={texts.emptyTitle}
      text={texts.noPairs}
      action={<Button onClick={() => navigate('pairs')}>{vi.memoranda.emptyNoPairsAction}</Button>}
    />
  ) : (
    <EmptyState icon={IconActivity} title={texts.emptyTitle} text={texts.empty} />
  );
}
