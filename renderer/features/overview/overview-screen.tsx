import { Button, Skeleton } from '@mantine/core';
import { IconBuildingCommunity, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Level } from '../../../preload/contract/schools.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useProcedure } from '../../api/hooks.ts';
import { Charts } from '../../components/charts.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { GapList } from '../../components/gap-list.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { type Tone, ToneSign } from '../../components/state-badge.tsx';
import { formatCount, today } from '../../i18n/format.ts';
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
      <PageHeader title={vi.screens.overview} />
      <div className="ct-scroll overview">
        {overview.error ? (
          <ErrorNotice error={overview.error} onRetry={() => overview.refetch()} />
        ) : overview.data === undefined ? (
          <Skeleton height={92} radius="sm" />
        ) : overview.data.schools === 0 ? (
          <EmptyState
            icon={IconBuildingCommunity}
            text={vi.overview.start}
            action={
              <Button onClick={() => navigate('schools', { import: '1' })}>{vi.overview.startAction}</Button>
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
  const { memoranda, activities } = overview;
  const signed = (memoranda.signed ?? 0) + (memoranda.filed ?? 0);
  const total = Object.entries(memoranda).reduce(
    (sum, [state, n]) => sum + (state === 'cancelled' ? 0 : n),
    0,
  );
  const levels = overview.levels.filter((level) => level.schools > 0).length;
  return (
    <>
      <ul className="overview-figures">
        <Figure
          to={href('schools')}
          value={overview.schools}
          label={vi.overview.schools}
          hint={vi.overview.schoolsHint(levels)}
        />
        <Figure
          to={href('pairs')}
          value={overview.pairs}
          label={vi.overview.pairs}
          hint={vi.overview.pairsHint(overview.unpaired)}
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
        <div>
          <ToDo tasks={overview.tasks} />
          <Section title={vi.overview.levels}>
            <Levels overview={overview} />
          </Section>
        </div>
        <ProgressSoFar />
      </div>
    </>
  );
}

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
  <section className="ct-card overview-section">
    <header>
      <h2>{title}</h2>
      {note && <span className="ct-dim ct-small">{note}</span>}
      {link}
    </header>
    {children}
  </section>
);

const TONES: Record<Overview['tasks'][number]['severity'], Tone> = {
  error: 'bad',
  warning: 'warn',
  info: 'plain',
};

/** So many of each kind of gap stand here; the others are a click away. */
const FIRST_GAPS = 2;

/** What waits in the office, and what is missing in the pairs. */
function ToDo({ tasks }: { readonly tasks: Overview['tasks'] }) {
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
      {tasks.length > 0 && <Tasks tasks={tasks} />}
      {hasGaps && <GapList list={list} first={FIRST_GAPS} />}
      {tasks.length === 0 && list?.gaps.length === 0 && (
        <p className="overview-note">
          <ToneSign tone="good" /> {vi.overview.noTasks}
        </p>
      )}
    </Section>
  );
}

function Tasks({ tasks }: { readonly tasks: Overview['tasks'] }) {
  return (
    <ul className="overview-tasks">
      {tasks.map((task) => (
        <li key={task.code}>
          <a href={href(task.screen)}>
            <span title={vi.overview.severity[task.severity]}>
              <ToneSign tone={TONES[task.severity]} />
            </span>
            <span>{task.text}</span>
            <IconChevronRight size={16} aria-hidden />
          </a>
        </li>
      ))}
    </ul>
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

function Levels({ overview }: { readonly overview: Overview }) {
  const name = (level: Level) => vi.levelsLong[level];
  return (
    <table className="ct-plain-table">
      <thead>
        <tr>
          <th scope="col">{vi.overview.level}</th>
          <th scope="col" className="ct-number">
            {vi.screens.schools}
          </th>
          <th scope="col" className="ct-number">
            {vi.overview.pairs}
          </th>
        </tr>
      </thead>
      <tbody>
        {overview.levels.map(({ level, schools, pairs }) => (
          <tr key={level}>
            <td>{name(level)}</td>
            <td className="ct-number">{formatCount(schools)}</td>
            <td className="ct-number">{formatCount(pairs)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{vi.overview.total}</th>
          <td className="ct-number">{formatCount(overview.schools)}</td>
          <td className="ct-number">{formatCount(overview.pairs)}</td>
        </tr>
      </tbody>
    </table>
  );
}
