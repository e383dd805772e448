import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconBook,
  IconHelp,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { lazy, type ReactElement, Suspense } from 'react';
import { useLater } from '../../components/use-later.ts';
import { vi } from '../../i18n/vi.ts';
import { FOLLOW_UP, href, RAIL, type Screen, useCurrentRoute } from '../../route.ts';
import { SCREENS } from './screens.ts';

const Tip = lazy(() => import('./tip.tsx').then((m) => ({ default: m.Tip })));

/** The tenth place in the rail is reached by the key after nine. */
export const railKey = (index: number): number => (index + 1) % 10;

const isFollowUp = (screen: Screen): boolean => FOLLOW_UP.some((each) => each === screen);

/** The place in the rail that a screen belongs to. */
const railOf = (screen: Screen): Screen => (isFollowUp(screen) ? 'activities' : screen);

interface RailProps {
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
  readonly onGuide: () => void;
  readonly onKeys: () => void;
}

/** The way to each screen, and below it what is the same on all of them. Folded it shows signs only. */
export function Rail({ folded, onFold, onGuide, onKeys }: RailProps) {
  const current = useCurrentRoute().screen;
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const acts = [
    { key: 'guide', Icon: IconBook, label: vi.guide.open, act: onGuide },
    { key: 'keys', Icon: IconHelp, label: vi.app.keys, act: onKeys },
    {
      key: 'scheme',
      Icon: dark ? IconSun : IconMoon,
      label: dark ? vi.app.lightScheme : vi.app.darkScheme,
      act: () => setColorScheme(dark ? 'light' : 'dark'),
    },
    {
      key: 'fold',
      Icon: folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse,
      label: folded ? vi.app.unfold : vi.app.fold,
      act: () => onFold(!folded),
      expanded: !folded,
    },
  ];
  return (
    <nav className="frame-rail" aria-label={vi.app.rail}>
      {RAIL.map((screen, index) => {
        const { icon: Icon } = SCREENS[screen];
        const link = (
          <a
            key={screen}
            href={href(screen)}
            aria-current={railOf(current) === screen ? 'page' : undefined}
            aria-keyshortcuts={`Alt+${railKey(index)}`}
            aria-label={vi.screens[screen]}
          >
            <Icon size={20} stroke={1.6} aria-hidden />
            <span>{vi.screens[screen]}</span>
          </a>
        );
        if (!folded) return link;
        return (
          <Tipped key={screen} label={vi.screens[screen]}>
            {link}
          </Tipped>
        );
      })}
      <div className="frame-rail-foot">
        {acts.map(({ key, Icon, label, act, expanded }) => (
          <Tipped key={key} label={label}>
            <button
              type="button"
              className="frame-rail-act"
              aria-label={label}
              aria-expanded={expanded}
              onClick={act}
            >
              <Icon size={18} />
            </button>
          </Tipped>
        ))}
      </div>
    </nav>
  );
}

/** Tells its name to whoever rests the mouse on it, which nobody does in the first picture. */
function Tipped({ label, children }: { readonly label: string; readonly children: ReactElement }) {
  const later = useLater();
  if (!later) return children;
  return (
    <Suspense fallback={children}>
      <Tip label={label}>{children}</Tip>
    </Suspense>
  );
}
