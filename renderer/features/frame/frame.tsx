import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  type Icon,
  IconActivity,
  IconAlertTriangle,
  IconBuildingCommunity,
  IconChartBar,
  IconFiles,
  IconFileText,
  IconHelp,
  IconLayoutDashboard,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconLink,
  IconMoon,
  IconSearch,
  IconSettings,
  IconSignature,
  IconSun,
  IconTargetArrow,
  IconUser,
} from '@tabler/icons-react';
import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useProcedure, useSetting } from '../../api/hooks.ts';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { JobBar } from '../../components/job-bar.tsx';
import { forgetError } from '../../components/notices.tsx';
import { useShownSelectionText, useShownStatusText } from '../../components/status-text.ts';
import { useFieldFocus } from '../../components/use-field-focus.ts';
import { useKeys } from '../../components/use-keys.ts';
import { useSteps } from '../../components/use-steps.ts';
import { useDensity } from '../../density.ts';
import { vi } from '../../i18n/vi.ts';
import { FOLLOW_UP, href, navigate, RAIL, type Screen, useRoute } from '../../route.ts';
import './frame.css';

const SCREEN_PARTS: Record<Screen, { readonly icon: Icon; readonly view: ComponentType }> = {
  overview: {
    icon: IconLayoutDashboard,
    view: lazy(() => import('../overview/overview-screen.tsx').then((m) => ({ default: m.OverviewScreen }))),
  },
  schools: {
    icon: IconBuildingCommunity,
    view: lazy(() => import('../schools/schools-screen.tsx').then((m) => ({ default: m.SchoolsScreen }))),
  },
  pairs: {
    icon: IconLink,
    view: lazy(() => import('../pairs/pairs-screen.tsx').then((m) => ({ default: m.PairsScreen }))),
  },
  memoranda: {
    icon: IconFileText,
    view: lazy(() =>
      import('../memoranda/memoranda-screen.tsx').then((m) => ({ default: m.MemorandaScreen })),
    ),
  },
  ceremonies: {
    icon: IconSignature,
    view: lazy(() =>
      import('../ceremonies/ceremony-screen.tsx').then((m) => ({ default: m.CeremonyScreen })),
    ),
  },
  documents: {
    icon: IconFiles,
    view: lazy(() =>
      import('../documents/documents-screen.tsx').then((m) => ({ default: m.DocumentsScreen })),
    ),
  },
  activities: {
    icon: IconActivity,
    view: lazy(() =>
      import('../activities/activities-screen.tsx').then((m) => ({ default: m.ActivitiesScreen })),
    ),
  },
  support: {
    icon: IconActivity,
    view: lazy(() => import('../support/support-screen.tsx').then((m) => ({ default: m.SupportScreen }))),
  },
  'exam-results': {
    icon: IconActivity,
    view: lazy(() =>
      import('../exam-results/exam-results-screen.tsx').then((m) => ({ default: m.ExamResultsScreen })),
    ),
  },
  difficulties: {
    icon: IconActivity,
    view: lazy(() =>
      import('../difficulties/difficulties-screen.tsx').then((m) => ({ default: m.DifficultiesScreen })),
    ),
  },
  models: {
    icon: IconActivity,
    view: lazy(() =>
      import('../good-models/good-models-screen.tsx').then((m) => ({ default: m.GoodModelsScreen })),
    ),
  },
  targets: {
    icon: IconTargetArrow,
    view: lazy(() => import('../targets/targets-screen.tsx').then((m) => ({ default: m.TargetsScreen }))),
  },
  reports: {
    icon: IconChartBar,
    view: lazy(() => import('../reports/reports-screen.tsx').then((m) => ({ default: m.ReportsScreen }))),
  },
  settings: {
    icon: IconSettings,
    view: lazy(() => import('../settings/settings-screen.tsx').then((m) => ({ default: m.SettingsScreen }))),
  },
};

/** The tenth place in the rail is reached by the key after nine. */
const railKey = (index: number): number => (index + 1) % 10;

const isFollowUp = (screen: Screen): boolean => FOLLOW_UP.some((each) => each === screen);

/** The place in the rail that a screen belongs to. */
const railOf = (screen: Screen): Screen => (isFollowUp(screen) ? 'activities' : screen);

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

// Loaded when they are first asked for: the first paint needs neither.
const Palette = lazy(() => import('../search/palette.tsx').then((m) => ({ default: m.Palette })));
const KeysSheet = lazy(() => import('./keys-sheet.tsx').then((m) => ({ default: m.KeysSheet })));

/** What stands round every screen: rail, top bar, status bar. */
export function Frame({ status }: { readonly status: OutputOf<'app.status'> }) {
  const route = useRoute();
  const [folded, setFolded] = useSetting('frame.folded', false, isBoolean);
  const [keysShown, setKeysShown] = useState(false);
  const [searching, setSearching] = useState(false);
  const main = useRef<HTMLElement>(null);
  useDensityAttribute();
  useFieldFocus(main);
  const steps = useSteps();
  // biome-ignore lint/correctness/useExhaustiveDependencies: on another screen an old failure only confuses
  useEffect(forgetError, [route.screen]);

  useKeys({
    'ctrl+k': () => setSearching(true),
    '?': () => setKeysShown(true),
    ...Object.fromEntries(RAIL.map((screen, index) => [`alt+${railKey(index)}`, () => navigate(screen)])),
  });

  const View = SCREEN_PARTS[route.screen].view;
  return (
    <div className="frame" data-folded={folded}>
      {/* A button: a link's address would be taken for a screen. */}
      <button type="button" className="frame-skip" onClick={() => main.current?.focus()}>
        {vi.app.skip}
      </button>
      <TopBar status={status} onSearch={() => setSearching(true)} />
      <nav className="frame-rail" aria-label={vi.app.rail}>
        {RAIL.map((screen, index) => {
          const { icon: Icon } = SCREEN_PARTS[screen];
          return (
            <Tooltip key={screen} label={vi.screens[screen]} position="right" disabled={!folded}>
              <a
                href={href(screen)}
                aria-current={railOf(route.screen) === screen ? 'page' : undefined}
                aria-keyshortcuts={`Alt+${railKey(index)}`}
                aria-label={vi.screens[screen]}
              >
                <Icon size={20} stroke={1.6} aria-hidden />
                <span>{vi.screens[screen]}</span>
              </a>
            </Tooltip>
          );
        })}
        <div className="frame-rail-foot">
          <Tooltip label={vi.app.keys} position="right">
            <ActionIcon aria-label={vi.app.keys} onClick={() => setKeysShown(true)}>
              <IconHelp size={18} />
            </ActionIcon>
          </Tooltip>
          <SchemeButton />
          <Tooltip label={folded ? vi.app.unfold : vi.app.fold} position="right">
            <ActionIcon
              aria-label={folded ? vi.app.unfold : vi.app.fold}
              aria-expanded={!folded}
              onClick={() => setFolded(!folded)}
            >
              {folded ? (
                <IconLayoutSidebarLeftExpand size={18} />
              ) : (
                <IconLayoutSidebarLeftCollapse size={18} />
              )}
            </ActionIcon>
          </Tooltip>
        </div>
      </nav>
      <main className="frame-main" ref={main} tabIndex={-1}>
        <ErrorBoundary key={route.screen}>
          <Suspense fallback={null}>
            <View key={steps} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <StatusBar status={status} />
      <Suspense fallback={null}>
        {searching && <Palette onClose={() => setSearching(false)} />}
        {keysShown && <KeysSheet onClose={() => setKeysShown(false)} />}
      </Suspense>
    </div>
  );
}

interface TopBarProps {
  readonly status: OutputOf<'app.status'>;
  readonly onSearch: () => void;
}

function TopBar({ status, onSearch }: TopBarProps) {
  const programme = useProcedure('programmes.get', {}).data;
  return (
    <header className="frame-top">
      <div className="frame-brand" aria-hidden>
        {vi.app.name}
      </div>
      <div className="frame-programme" title={programme?.title}>
        {programme && (
          <>
            <span>{programme.title}</span>
            <span className="ct-dim">{vi.app.phase(programme.phase)}</span>
          </>
        )}
      </div>
      <search>
        <button type="button" className="frame-search" aria-keyshortcuts="Control+K" onClick={onSearch}>
          <IconSearch size={16} aria-hidden />
          <span>{vi.app.search}</span>
          <kbd aria-hidden>{vi.app.searchKeys}</kbd>
        </button>
      </search>
      <span className="frame-person" title={vi.app.person}>
        <IconUser size={16} aria-hidden />
        {status.actor}
      </span>
    </header>
  );
}

function StatusBar({ status }: { readonly status: OutputOf<'app.status'> }) {
  const text = useShownStatusText();
  const selection = useShownSelectionText();
  return (
    <footer className="frame-foot">
      <span className="frame-foot-text">{text || vi.app.ready}</span>
      {selection !== '' && <span className="frame-foot-selection">{selection}</span>}
      <JobBar />
      {status.rehearsal && (
        <strong className="frame-rehearsal" title={vi.app.rehearsalHint}>
          <IconAlertTriangle size={14} aria-hidden />
          {vi.app.rehearsal}
        </strong>
      )}
      <span className="frame-folder" title={vi.app.dataDir(status.dataDir)}>
        <bdi>{status.dataDir}</bdi>
      </span>
    </footer>
  );
}

function SchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = dark ? vi.app.lightScheme : vi.app.darkScheme;
  return (
    <Tooltip label={label} position="right">
      <ActionIcon aria-label={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
        {dark ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Lets plain style sheets know how close rows stand. */
function useDensityAttribute() {
  const [density] = useDensity();
  useEffect(() => {
    document.documentElement.dataset.ctDensity = density;
  }, [density]);
}
