import { Button, Skeleton } from '@mantine/core';
import { IconBuildingCommunity, IconChevronRight, IconDatabaseExport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Task } from '../../../preload/contract/overview.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useProcedure } from '../../api/hooks.ts';
import { Charts } from '../../components/charts.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { GapList } from '../../components/gap-list.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Can } from '../../components/rights.tsx';
import { StateBadge, type Tone, ToneSign } from '../../components/state-badge.tsx';
import { useNextSteps } from '../../components/use-next-steps.ts';
import { formatCount, formatWeekday, today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { href, navigate } from '../../route.ts';
import './overview.css';

type Overview = OutputOf<'overview.get'>;

const PROGRESS = ['progress'] as const;

/** Where the programme stands and what waits to be done. */
export function OverviewScreen() {
  const overview = useProcedure('overview.get', {});
  return (
    <div className="ct-screen">
      <PageHeader
        title={vi.screens.overview}
        note={overview.data && vi.overview.today(formatWeekday(overview.data.asOf))}
      >
        <LastBackup />
      </PageHeader>
      <div className="ct-scroll overview">
        {overview.error ? (
          <ErrorNotice error={overview.error} onRetry={() => overview.refetch()} />
        ) : overview.data === undefined ? (
          <Skeleton height={92} radius="sm" />
        ) : overview.data.schools === 0 ? (
          <EmptyState
            icon={IconBuildingCommunity}
            title={vi.overview.startTitle}
            text={vi.overview.start}
            action={
              <Can do="schools.import">
                <Button onClick={() => navigate('schools', { import: '1' })}>
                  {vi.overview.startAction}
                </Button>
              </Can>
            }
          />
        ) : (
          <Figures overview={overview.data} />
        )}
      </div>
    </div>
  );
}

function Figures({ overview }: { readonly overview: Overview }) {
  const { memoranda, activities, levels } = overview;
  const signed = (memoranda.signed ?? 0) + (memoranda.filed ?? 0);
  const total = Object.entries(memoranda).reduce(
    (sum, [state, n]) => sum + (state === 'cancelled' ? 0 : n),
    0,
  );
  return (
    <>
      <ul className="overview-figures">
        <Figure
          to={href('schools')}
          value={overview.schools}
          label={vi.overview.schools}
          hint={byLevel(levels, 'schools')}
        />
        <Figure
          to={href('pairs')}
          value={overview.pairs}
          label={vi.overview.pairs}
          hint={overview.unpaired > 0 ? vi.overview.unpaired(overview.unpaired) : byLevel(levels, 'pairs')}
        />
        <Figure
          to={href('memoranda')}
          value={signed}
          label={vi.overview.signed}
          hint={vi.overview.signedHint(total)}
        />
        <Figure
          to={href('activities')}
          value={activities.done}
          label={vi.overview.activities}
          hint={vi.overview.activitiesHint(activities.planned, overview.committed)}
        />
      </ul>
      <div className="overview-columns">
        <ToDo tasks={overview.tasks} />
        <ProgressSoFar />
      </div>
    </>
  );
}

/** "Mầm non 8 · Tiểu học 6 · THCS 6" */
const byLevel = (levels: Overview['levels'], counted: 'schools' | 'pairs'): string =>
  levels
    .filter((each) => each[counted] > 0)
    .map((each) => vi.overview.ofLevel(vi.levels[each.level], each[counted]))
    .join(' · ');

interface FigureProps {
  readonly to: string;
  readonly value: number;
  readonly label: string;
  readonly hint: string;
}

const Figure = ({ to, value, label, hint }: FigureProps) => (
  <li>
    <a className="ct-card" href={to}>
      <span>{label}</span>
      <strong>{formatCount(value)}</strong>
      <span className="ct-dim ct-small">{hint}</span>
    </a>
  </li>
);

interface SectionProps {
  readonly title: string;
  /** Small, behind the title. */
  readonly note?: ReactNode;
  /** Where more of it is. */
  readonly link?: ReactNode;
  readonly children: ReactNode;
}

const Section = ({ title, note, link, children }: SectionProps) => (
  <section className="ct-card overview-section" aria-label={title}>
    <header>
      <h2>{title}</h2>
      {note && <span className="ct-dim ct-small">{note}</span>}
      {link}
    </header>
    <div className="overview-body">{children}</div>
  </section>
);

const TONES: Record<Task['severity'], Tone> = { error: 'bad', warning: 'warn', info: 'plain' };
const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Task['severity'][];

/** So many of each kind of gap stand here; the others are a click away. */
const FIRST_GAPS = 1;

/** What is to be done today: what waits in the office and what is missing in the pairs, the most urgent first. */
function ToDo({ tasks }: { readonly tasks: readonly Task[] }) {
  const list = useProcedure('gaps.list', {}).data;
  const hasGaps = list !== undefined && list.gaps.length > 0;
  return (
    <Section
      title={vi.overview.tasks}
      link={
        hasGaps && (
          <a className="overview-more" href={href('targets', { tab: 'gaps' })}>
            {vi.targets.gaps.all}
          </a>
        )
      }
    >
      {SEVERITIES.map((severity) => (
        <Urgency
          key={severity}
          severity={severity}
          tasks={tasks.filter((task) => task.severity === severity)}
          list={list && { ...list, gaps: list.gaps.filter((gap) => gap.severity === severity) }}
        />
      ))}
      {tasks.length === 0 && list?.gaps.length === 0 && (
        <p className="overview-note">
          <ToneSign tone="good" /> {vi.overview.noTasks}
        </p>
      )}
    </Section>
  );
}

interface UrgencyProps {
  readonly severity: Task['severity'];
  readonly tasks: readonly Task[];
  readonly list: OutputOf<'gaps.list'> | undefined;
}

/** When the data were last put into safety. */
function LastBackup() {
  const { data } = useProcedure('backups.list', {});
  if (!data) return null;
  const { last } = data;
  const isRed = last !== null && last.problems.length > 0;
  const texts = vi.backups.home;
  return (
    <a
      className="overview-backup"
      data-red={isRed || undefined}
      href={href('settings', { section: 'backups' })}
    >
      {isRed ? <ToneSign tone="bad" /> : <IconDatabaseExport size={16} aria-hidden />}
      {isRed ? texts.red : last ? texts.last(last.createdAt) : texts.none}
    </a>
  );
}

/** What is equally urgent. */
function Urgency({ severity, tasks, list }: UrgencyProps) {
  const stepOf = useNextSteps();
  const hasGaps = list !== undefined && list.gaps.length > 0;
  if (tasks.length === 0 && !hasGaps) return null;
  const word = vi.overview.severity[severity];
  return (
    <section className="overview-urgency" aria-label={word}>
      <p>
        <StateBadge tone={TONES[severity]} text={word} />
      </p>
      {tasks.length > 0 && (
        <ul className="overview-tasks">
          {tasks.map(({ text, action }) => (
            <li key={text}>
              <a href={stepOf(action).href}>
                <span>{text}</span>
                <span className="overview-act">
                  {stepOf(action).label}
                  <IconChevronRight size={16} aria-hidden />
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {hasGaps && <GapList list={list} first={FIRST_GAPS} />}
    </section>
  );
}

/** The progress chart of the school year that runs; of the whole phase when the programme is over. */
function ProgressSoFar() {
  const endsOn = useProcedure('programmes.get', {}).data?.endsOn;
  const periods = useProcedure('reports.periods', {}).data?.periods;
  const shown = endsOn === undefined || endsOn >= today() ? 'nam_hoc' : 'giai_doan';
  const period = endsOn === undefined ? undefined : periods?.find(({ kind }) => kind === shown);
  const nothing = <p className="overview-note ct-dim">{vi.overview.noProgress}</p>;
  return (
    <Section
      title={vi.overview.progress}
      link={
        period && (
          <a className="overview-more" href={href('reports', { tab: 'charts' })}>
            {vi.charts.all}
          </a>
        )
      }
      note={period?.label}
    >
      {period && <Charts plain period={period.code} charts={PROGRESS} empty={nothing} />}
    </Section>
  );
}
