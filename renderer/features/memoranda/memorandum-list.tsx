import { Button, Select, Tabs } from '@mantine/core';
import { IconFileText, IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { type Memorandum, memorandumState } from '../../../preload/contract/memoranda.ts';
import { useCommand, useProcedure, useSetting } from '../../api/hooks.ts';
import { useStore } from '../../api/store.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Can } from '../../components/rights.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { useActKeys } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatCount, formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { FindingList } from './finding-list.tsx';
import { type FindingGroup, groupFindings } from './findings.ts';
import { lastGenerated, useGenerate } from './generate.ts';
import { type GenerateAsk, GenerateDialog } from './generate-dialog.tsx';
import { GenerateResult } from './generate-result.tsx';
import { ListMenu } from './list-menu.tsx';
import { expiryOf, MemorandumStateBadge, memorandumName } from './memorandum-state.tsx';
import { WordCopies } from './word-copies.tsx';

const ALL = 'all';
const NO_ROWS: readonly Memorandum[] = [];
const isText = (value: unknown): value is string => typeof value === 'string';
const EXPIRY_FILTERS = ['all', 'expiring', 'expired'] as const;
type ExpiryFilter = (typeof EXPIRY_FILTERS)[number];
const expiryFilter = (value: string | null | undefined): ExpiryFilter =>
  EXPIRY_FILTERS.find((filter) => filter === value) ?? 'all';

function columnsWith(findings: ReadonlyMap<string, FindingGroup>): readonly Column<Memorandum>[] {
  const worth = (memorandum: Memorandum) => {
    const found = findings.get(memorandum.id);
    return (found?.errors.length ?? 0) * 1000 + (found?.warnings.length ?? 0);
  };
  return [
    {
      id: 'supporting',
      header: vi.memoranda.supporting,
      value: (m) => m.supporting.name,
      minWidth: 200,
      wrap: true,
    },
    { id: 'partner', header: vi.memoranda.partner, value: (m) => m.partner.name, minWidth: 200, wrap: true },
    {
      id: 'level',
      header: vi.memoranda.level,
      value: (m) => (m.level ? vi.levels[m.level] : vi.memoranda.unitKind),
      cell: (m) => (m.level ? vi.levels[m.level] : <StateBadge tone="accent" text={vi.memoranda.unitKind} />),
      width: 96,
    },
    {
      id: 'state',
      header: vi.memoranda.state,
      value: (m) => memorandumState.options.indexOf(m.state),
      cell: (m) => <MemorandumStateBadge state={m.state} />,
      width: 110,
    },
    {
      id: 'findings',
      header: vi.memoranda.findings,
      value: (m) => (m.state === 'draft' ? worth(m) : null),
      cell: (m) => m.state === 'draft' && <FindingBadge found={findings.get(m.id)} />,
      width: 132,
    },
    { id: 'number', header: vi.memoranda.number, value: (m) => m.number, width: 56 },
    {
      id: 'signedOn',
      header: vi.memoranda.signedOn,
      value: (m) => m.signedOn,
      cell: (m) => m.signedOn && formatDay(m.signedOn),
      align: 'center',
      width: 100,
    },
    {
      id: 'expiresOn',
      header: vi.memoranda.expiresOn,
      value: (m) => m.expiresOn,
      cell: (m) => <Expiry memorandum={m} />,
      align: 'center',
      width: 124,
    },
    {
      id: 'copies',
      header: vi.memoranda.copies,
      value: (m) => m.copies,
      cell: (m) => formatCount(m.copies),
      align: 'right',
      width: 68,
    },
  ];
}

function FindingBadge({ found }: { readonly found: FindingGroup | undefined }) {
  const [errors, warnings] = [found?.errors.length ?? 0, found?.warnings.length ?? 0];
  if (errors + warnings === 0) return <StateBadge tone="good" text={vi.memoranda.noFindings} />;
  return (
    <StateBadge tone={errors > 0 ? 'bad' : 'warn'} text={vi.memoranda.findingCounts(errors, warnings)} />
  );
}

/** The last day; where it is near or over, that is said instead. */
function Expiry({ memorandum }: { readonly memorandum: Memorandum }) {
  const expiry = expiryOf(memorandum);
  if (!expiry) return formatDay(memorandum.expiresOn);
  return expiry.kind === 'expired' ? (
    <StateBadge tone="bad" text={vi.memoranda.expiry.past} title={formatDay(memorandum.expiresOn)} />
  ) : (
    <StateBadge
      tone="warn"
      text={vi.memoranda.expiry.soon(expiry.days)}
      title={formatDay(memorandum.expiresOn)}
    />
  );
}

/** The table by state, with the acts on many at once. */
export function MemorandumList() {
  const list = useProcedure('memoranda.list', {});
  const check = useProcedure('memoranda.check', {});
  const pairs = useProcedure('pairs.list', {}).data?.pairs;
  const draft = useCommand('memoranda.draft');
  const undo = useUndoLast();
  const { params } = useRoute();
  const [lastTab, setTab] = useSetting('memoranda.tab', ALL, isText);
  const tab = params.state ?? lastTab;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [expiry, setExpiry] = useState<ExpiryFilter>(() => expiryFilter(params.expiry));
  const [asked, setAsked] = useState<GenerateAsk | null>(null);
  const generate = useGenerate();
  const result = useStore(lastGenerated);
  const [checking, setChecking] = useState(false);

  // The way back from a memorandum leads to the tab that a link opened.
  useEffect(() => {
    if (params.state) setTab(params.state);
  }, [params.state, setTab]);
  const chooseTab = (value: string | null) => {
    setTab(value ?? ALL);
    if (params.state) navigate('memoranda');
  };

  const memoranda = list.data?.memoranda ?? NO_ROWS;
  const shown = useMemo(
    () =>
      memoranda.filter(
        (memorandum) =>
          (tab === ALL || memorandum.state === tab) &&
          (expiry === 'all' || expiryOf(memorandum)?.kind === expiry),
      ),
    [memoranda, tab, expiry],
  );
  const findings = useMemo(() => groupFindings(check.data?.findings ?? []), [check.data]);
  const columns = useMemo(() => columnsWith(findings), [findings]);
  const chosen = shown.filter((memorandum) => ticked.has(memorandum.id));
  // Without a tick an act is for what is in sight.
  const concerned = chosen.length > 0 ? chosen : shown;
  const living = concerned.filter((memorandum) => memorandum.state !== 'cancelled');
  const count = vi.memoranda.count(shown.length);
  useStatusText(chosen.length > 0 ? `${count} · ${vi.common.selected(chosen.length)}` : count);

  const draftNow = () =>
    draft.mutate(
      {},
      {
        onSuccess: ({ created }) =>
          notifyDone(
            vi.memoranda.drafted(created),
            created > 0 ? { label: vi.common.undo, run: () => undo('memoranda.draft') } : undefined,
          ),
        onError: notifyError,
      },
    );
  const print = () => living.length > 0 && setAsked({ forPrinter: true, memoranda: living });
  useActKeys('memoranda.draft', { insert: draftNow, 'ctrl+shift+n': draftNow });
  useActKeys('memoranda.generate', { 'ctrl+p': print });

  const noPairs = pairs?.length === 0;
  return (
    <div className="ct-screen">
      <PageHeader title={vi.memoranda.title} note={vi.memoranda.count(memoranda.length)}>
        <ListMenu
          chosen={chosen}
          concerned={concerned}
          memoranda={memoranda}
          canDraft={!noPairs}
          onDraft={draftNow}
        />
        {memoranda.length === 0 ? (
          <Can do="memoranda.draft">
            <Button loading={draft.isPending} disabled={noPairs} onClick={draftNow}>
              {vi.memoranda.draft}
            </Button>
          </Can>
        ) : (
          <>
            <Button variant="default" onClick={() => setChecking(true)}>
              {vi.memoranda.check}
            </Button>
            <Can do="memoranda.generate">
              <Button
                variant="default"
                leftSection={<IconPrinter size={16} />}
                disabled={living.length === 0}
                aria-keyshortcuts="Control+P"
                onClick={print}
              >
                {chosen.length > 0 ? vi.memoranda.printSelected(living.length) : vi.memoranda.print}
              </Button>
              <Button
                leftSection={<IconFileTypePdf size={16} />}
                disabled={living.length === 0}
                loading={generate.running}
                onClick={() => setAsked({ forPrinter: false, memoranda: living })}
              >
                {chosen.length > 0 ? vi.memoranda.generateSelected(living.length) : vi.memoranda.generateAll}
              </Button>
            </Can>
          </>
        )}
      </PageHeader>
      <Tabs value={tab} onChange={chooseTab} className="memoranda-tabs">
        <Tabs.List>
          <StateTab value={ALL} label={vi.common.all} count={memoranda.length} />
          {memorandumState.options.map((state) => (
            <StateTab
              key={state}
              value={state}
              label={vi.memorandumStates[state]}
              count={memoranda.filter((memorandum) => memorandum.state === state).length}
            />
          ))}
        </Tabs.List>
        <Select
          className="memoranda-expiry"
          aria-label={vi.memoranda.filters.label}
          w={220}
          data={EXPIRY_FILTERS.map((value) => ({ value, label: vi.memoranda.filters[value] }))}
          value={expiry}
          onChange={(value) => setExpiry(expiryFilter(value))}
        />
      </Tabs>
      <WordCopies />
      {result && <GenerateResult result={result} onClose={() => lastGenerated.set(null)} />}
      <div className="ct-split">
        <div className="ct-table-box">
          {list.error ? (
            <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
          ) : (
            <DataTable
              label={vi.memoranda.title}
              rows={shown}
              columns={columns}
              rowId={(memorandum) => memorandum.id}
              loading={list.isPending}
              settingsKey="memoranda"
              selection={{ ids: ticked, onChange: setTicked }}
              onOpen={(memorandum) => navigate('memoranda', { id: memorandum.id })}
              empty={
                memoranda.length > 0 ? (
                  <EmptyState
                    icon={IconFileText}
                    text={expiry === 'all' ? vi.memoranda.emptyState : vi.memoranda.emptyFilter}
                  />
                ) : noPairs ? (
                  <EmptyState
                    icon={IconFileText}
                    title={vi.memoranda.emptyTitle}
                    text={vi.memoranda.emptyNoPairs}
                    action={
                      <Button onClick={() => navigate('pairs')}>{vi.memoranda.emptyNoPairsAction}</Button>
                    }
                  />
                ) : (
                  <EmptyState
                    icon={IconFileText}
                    title={vi.memoranda.emptyTitle}
                    text={vi.memoranda.empty}
                    action={
                      <Can do="memoranda.draft">
                        <Button onClick={draftNow}>{vi.memoranda.draft}</Button>
                      </Can>
                    }
                  />
                )
              }
            />
          )}
        </div>
        {checking && (
          <CheckPanel memoranda={memoranda} findings={findings} onClose={() => setChecking(false)} />
        )}
      </div>
      <GenerateDialog
        ask={asked}
        findings={findings}
        onStart={(input) => {
          setTicked(new Set());
          generate.start(input);
        }}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}

interface StateTabProps {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

const StateTab = ({ value, label, count }: StateTabProps) => (
  <Tabs.Tab value={value} rightSection={<span className="ct-dim">{formatCount(count)}</span>}>
    {label}
  </Tabs.Tab>
);

interface CheckPanelProps {
  readonly memoranda: readonly Memorandum[];
  readonly findings: ReadonlyMap<string, FindingGroup>;
  readonly onClose: () => void;
}

/** Everything that would embarrass the office on the day, before a sheet is printed. */
function CheckPanel({ memoranda, findings, onClose }: CheckPanelProps) {
  const concerned = memoranda.filter((memorandum) => findings.has(memorandum.id));
  return (
    <SidePanel wide title={vi.memoranda.checkTitle} onClose={onClose}>
      {concerned.length === 0 && <p>{vi.memoranda.checkClean}</p>}
      {concerned.map((memorandum) => {
        const found = findings.get(memorandum.id);
        return (
          <section key={memorandum.id} className="check-memorandum">
            <a href={`#/memoranda?id=${memorandum.id}`}>{memorandumName(memorandum)}</a>
            {found && <FindingList findings={[...found.errors, ...found.warnings]} />}
          </section>
        );
      })}
    </SidePanel>
  );
}
