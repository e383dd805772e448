import { searchKey } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { href, RAIL } from '../../route.ts';

/** A place where work begins, by the words of its button or of the rail. */
export interface Command {
  readonly title: string;
  readonly href: string;
}

/** Everything that can be gone to by name. */
export const COMMANDS: readonly Command[] = [
  ...RAIL.map((screen) => ({ title: vi.search.goTo(vi.screens[screen]), href: href(screen) })),
  { title: vi.schools.add, href: href('schools', { id: 'new' }) },
  { title: vi.schools.import, href: href('schools', { import: '1' }) },
  { title: vi.reports.export, href: href('reports', { export: '1' }) },
  { title: vi.tour.open, href: href('overview', { tour: '1' }) },
  ...Object.entries(vi.settings.sections).map(([section, title]) => ({
    title: `${vi.screens.settings}: ${title}`,
    href: href('settings', { section }),
  })),
];

/** Whether every word of a text occurs in a title, without regard to accents. */
export function matches(title: string, text: string): boolean {
  const key = searchKey(title);
  return searchKey(text)
    .split(/\s+/)
    .every((word) => key.includes(word));
}

/** The commands whose title matches a text; none for no text. */
export const findCommands = (text: string): readonly Command[] =>
  text.trim() === '' ? [] : COMMANDS.filter(({ title }) => matches(title, text));
