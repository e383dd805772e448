import { RIGHTS, type Right } from '../../../preload/contract/rights.ts';
import { searchKey } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { href, RAIL } from '../../route.ts';

/** A place where work begins, by the words of its button or of the rail. */
export interface Command {
  readonly title: string;
  readonly href: string;
  /** Who is offered it; a screen is for everybody. */
  readonly right: Right;
}

/** Everything that can be gone to by name. */
export const COMMANDS: readonly Command[] = [
  ...RAIL.map((screen) => ({
    title: vi.search.goTo(vi.screens[screen]),
    href: href(screen),
    right: 'viewer' as const,
  })),
  { title: vi.schools.add, href: href('schools', { id: 'new' }), right: RIGHTS['schools.create'] },
  { title: vi.schools.import, href: href('schools', { import: '1' }), right: RIGHTS['schools.import'] },
  { title: vi.reports.export, href: href('reports', { export: '1' }), right: RIGHTS['reports.export'] },
  { title: vi.tour.open, href: href('overview', { tour: '1' }), right: 'viewer' },
  ...Object.entries(vi.settings.sections).map(([section, title]) => ({
    title: `${vi.screens.settings}: ${title}`,
    href: href('settings', { section }),
    right: 'viewer' as const,
  })),
];

/** Whether every word of a text occurs in a title, without regard to accents. */
export function matches(title: string, text: string): boolean {
  const key = searchKey(title);
  return searchKey(text)
    .split(/\s+/)
    .every((word) => key.includes(word));
}

/** The commands that somebody may be offered and whose title matches a text; none for no text. */
export const findCommands = (text: string, may: (right: Right) => boolean): readonly Command[] =>
  text.trim() === '' ? [] : COMMANDS.filter(({ title, right }) => may(right) && matches(title, text));
