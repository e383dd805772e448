import { IconAlertTriangle, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useDeferredValue, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useProcedure, useSetting } from '../../api/hooks.ts';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { JobBar } from '../../components/job-bar.tsx';
import { forgetError } from '../../components/notices.tsx';
import { useShownSelectionText, useShownStatusText } from '../../components/status-text.ts';
import { useFieldFocus } from '../../components/use-field-focus.ts';
import { useKeys } from '../../components/use-keys.ts';
import { useLater } from '../../components/use-later.ts';
import { useOwnUnit } from '../../components/use-own-unit.ts';
import { useSteps } from '../../components/use-steps.ts';
import { useDensity } from '../../density.ts';
import { TOPIC_OF } from '../../guide-topics.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, RAIL, ShownRoute, useCurrentRoute } from '../../route.ts';
import { Person } from '../sign-in/person.tsx';
import { Rail, railKey } from './rail.tsx';
import { VIEWS } from './screens.ts';
import './frame.css';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

// Loaded when they are first asked for: the first paint needs neither.
const Palette = lazy(() => import('../search/palette.tsx').then((m) => ({ default: m.Palette })));
const Tour = lazy(() => import('../tour/tour.tsx').then((m) => ({ default: m.Tour })));
const StartReal = lazy(() => import('../rehearsal/start-real.tsx').then((m) => ({ default: m.StartReal })));
const RecentFiles = lazy(() => import('./recent-files.tsx').then((m) => ({ default: m.RecentFiles })));
const PersonMenu = lazy(() => import('../sign-in/person-menu.tsx').then((m) => ({ default: m.PersonMenu })));
const KeysSheet = lazy(() => import('./keys-sheet.tsx').then((m) => ({ default: m.KeysSheet })));

/** What stands round every screen: rail, top bar, status bar. */
export function Frame({ status }: { readonly status: OutputOf<'app.status'> }) {
  const route = useCurrentRoute();
  // The rail answers at once; a big screen is drawn in slices behind it, so that no key waits.
  const drawn = useDeferredValue(route);
  // What changes within a screen is seen at once.
  const shown = drawn.screen === route.screen ? route : drawn;
  const [folded, setFolded] = useSetting('frame.folded', false, isBoolean);
  const [keysShown, setKeysShown] = useState(false);
  const [searching, setSearching] = useState(false);
  const main = useRef<HTMLElement>(null);
  useDensityAttribute();
  useFieldFocus(main);
  const steps = useSteps();
  // biome-ignore lint/correctness/useExhaustiveDependencies: on another screen an old failure only confuses
  useEffect(forgetError, [route.screen]);

  const openGuide = () => navigate('guide', { topic: TOPIC_OF[route.screen] });
  useKeys({
    'ctrl+k': () => setSearching(true),
    '?': () => setKeysShown(true),
    f1: openGuide,
    ...Object.fromEntries(RAIL.map((screen, index) => [`alt+${railKey(index)}`, () => navigate(screen)])),
  });

  const View = VIEWS[shown.screen];
  return (
    <div className="frame" data-folded={folded}>
      {/* A button: a link's address would be taken for a screen. */}
      <button type="button" className="frame-skip" onClick={() => main.current?.focus()}>
        {vi.app.skip}
      </button>
      <TopBar status={status} onSearch={() => setSearching(true)} />
      <Rail folded={folded} onFold={setFolded} onGuide={openGuide} onKeys={() => setKeysShown(true)} />
      <main className="frame-main" ref={main} tabIndex={-1}>
        <ShownRoute value={shown}>
          <Suspense fallback={null}>
            <ErrorBoundary key={shown.screen}>
              <View key={steps} />
            </ErrorBoundary>
          </Suspense>
        </ShownRoute>
      </main>
      <StatusBar status={status} />
      <Suspense fallback={null}>
        {searching && <Palette onClose={() => setSearching(false)} />}
        {route.params.tour && <Tour step={Number(route.params.tour)} />}
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
  const [own] = useOwnUnit();
  const later = useLater();
  const person = { actor: status.actor, unit: own?.name ?? null };
  // Its place is taken before its menu is there.
  const still = (
    <span className="frame-person-button">
      <Person {...person} />
    </span>
  );
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
      {status.canSaveAs && (
        <div className="frame-recent">
          <Suspense fallback={null}>{later && <RecentFiles />}</Suspense>
        </div>
      )}
      <div className="frame-person">
        <Suspense fallback={still}>{later ? <PersonMenu {...person} /> : still}</Suspense>
      </div>
    </header>
  );
}

function StatusBar({ status }: { readonly status: OutputOf<'app.status'> }) {
  const text = useShownStatusText();
  const selection = useShownSelectionText();
  const [leaving, setLeaving] = useState(false);
  return (
    <footer className="frame-foot">
      <span className="frame-foot-text">{text || vi.app.ready}</span>
      {selection !== '' && <span className="frame-foot-selection">{selection}</span>}
      <JobBar />
      {status.rehearsal && (
        <button
          type="button"
          className="frame-rehearsal"
          title={vi.app.rehearsalHint}
          onClick={() => setLeaving(true)}
        >
          <IconAlertTriangle size={14} aria-hidden />
          {vi.app.rehearsal}
        </button>
      )}
      {leaving && (
        <Suspense fallback={null}>
          <StartReal dataDir={status.dataDir} onClose={() => setLeaving(false)} />
        </Suspense>
      )}
      <span className="frame-folder" title={vi.app.dataDir(status.dataDir)}>
        <bdi>{status.dataDir}</bdi>
      </span>
    </footer>
  );
}

/** Lets plain style sheets know how close rows stand. */
function useDensityAttribute() {
  const [density] = useDensity();
  useEffect(() => {
    document.documentElement.dataset.ctDensity = density;
  }, [density]);
}
