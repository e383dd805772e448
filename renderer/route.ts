import { createContext, useContext, useSyncExternalStore } from 'react';
import type { vi } from './i18n/vi.ts';

export type Screen = keyof typeof vi.screens;

/** The screens in the order of the rail. */
export const RAIL = [
  'overview',
  'schools',
  'pairs',
  'memoranda',
  'ceremonies',
  'documents',
  'activities',
  'targets',
  'reports',
  'settings',
] as const satisfies readonly Screen[];

/** What is followed up besides activities: these share their place in the rail, and have tabs. */
export const FOLLOW_UP = [
  'activities',
  'support',
  'exam-results',
  'difficulties',
  'models',
] as const satisfies readonly Screen[];

const SCREENS: readonly Screen[] = [...RAIL, ...FOLLOW_UP, 'guide'];

/** Where the window is: a screen and what it shows there. */
export interface Route {
  readonly screen: Screen;
  readonly params: Readonly<Record<string, string>>;
}

/** Reads `#/schools?id=…`; anything unknown is the overview. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const screen = SCREENS.find((name) => name === path) ?? 'overview';
  return { screen, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a screen within this window. */
export function href(screen: Screen, params: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(params).toString();
  return `#/${screen}${query ? `?${query}` : ''}`;
}

/** Goes to a screen; the way back is the browser's own. */
export function navigate(screen: Screen, params: Readonly<Record<string, string>> = {}): void {
  window.location.hash = href(screen, params);
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** Where a window is whose address says nothing. */
const FIRST = parseRoute('');

let last: { readonly hash: string; readonly route: Route } = { hash: '', route: FIRST };

/** The route in force; the same object as long as the address stays. */
export function currentRoute(): Route {
  const { hash } = window.location;
  if (last.hash !== hash) last = { hash, route: parseRoute(hash) };
  return last.route;
}

/** The route in force, at once. */
export const useCurrentRoute = (): Route => useSyncExternalStore(subscribe, currentRoute, () => FIRST);

/** The route of the screen that is shown, which follows as soon as the new screen is ready. */
export const ShownRoute = createContext<Route>({ screen: 'overview', params: {} });

export const useRoute = (): Route => useContext(ShownRoute);
