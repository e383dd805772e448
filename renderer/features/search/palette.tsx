import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import {
  type Icon,
  IconActivity,
  IconArrowRight,
  IconBook,
  IconBuildingCommunity,
  IconFileDownload,
  IconFileText,
  IconHistory,
  IconSearch,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type Hit, hitKind } from '../../../preload/contract/search.ts';
import { useAskAhead, useProcedure, useSetting } from '../../api/hooks.ts';
import { useMay } from '../../api/session.ts';
import { useOpenRecent } from '../../components/save-file.ts';
import { formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { href } from '../../route.ts';
import { type Command, findCommands, matches } from './commands.ts';
import './palette.css';

const texts = vi.search;
const ICONS: Record<Hit['kind'], Icon> = {
  school: IconBuildingCommunity,
  person: IconUser,
  memorandum: IconFileText,
  activity: IconActivity,
  member: IconUsersGroup,
  guide: IconBook,
};

/** Where a hit is opened. */
const placeOf: Record<Hit['kind'], (id: string) => string> = {
  school: (id) => href('schools', { id }),
  person: (id) => href('schools', { id, field: 'principal' }),
  memorandum: (id) => href('memoranda', { id }),
  activity: (id) => href('activities', { id }),
  member: () => href('settings', { section: 'group' }),
  guide: (topic) => href('guide', { topic }),
};

/** A line that can be chosen. */
interface Choice {
  readonly key: string;
  readonly icon: Icon;
  readonly title: string;
  readonly note: string;
  readonly open: () => void;
}

/** A place that was opened from here. */
type Recent = Readonly<Record<'title' | 'note' | 'href', string>>;
const RECENT = 8;
const NO_RECENT: Recent[] = [];
const isRecent = (value: unknown): value is Recent =>
  typeof value === 'object' &&
  value !== null &&
  ['title', 'note', 'href'].every((key) => typeof Reflect.get(value, key) === 'string');
const isRecentList = (value: unknown): value is Recent[] => Array.isArray(value) && value.every(isRecent);

/** Finds schools, people, papers, activities, saved files and commands from anywhere; what was opened last stands first. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={texts.title} size="lg" yOffset="10vh" centered={false}>
      <Finder onClose={onClose} />
    </Modal>
  );
}

function Finder({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const { data, isFetching, isPlaceholderData } = useProcedure('search.find', { text: asked });
  const askAhead = useAskAhead('search.find');
  // One question at a time, at once: what is typed until its answer is there is the next.
  if (!isFetching && asked !== text.trim()) setAsked(text.trim());
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const input = field.current;
    // Before React hears of the letter: what is asked before the letter is drawn is answered by so much earlier.
    const ask = () => {
      if (input && !isFetching) askAhead({ text: input.value.trim() });
    };
    input?.addEventListener('input', ask);
    return () => input?.removeEventListener('input', ask);
  }, [isFetching, askAhead]);
  const isBusy = isPlaceholderData || asked !== text.trim();
  const hits = data?.hits;
  const files = useProcedure('files.recent', {}).data?.files ?? [];
  const openFile = useOpenRecent();
  const may = useMay();
  const [recent, setRecent] = useSetting('search.recent', NO_RECENT, isRecentList);
  const combobox = useCombobox({ defaultOpened: true });

  const visit = (place: Recent) => () => {
    setRecent([place, ...recent.filter((other) => other.href !== place.href)].slice(0, RECENT));
    window.location.hash = place.href;
  };
  const shownFiles = files
    .filter((file) => matches(file.name, text))
    .map((file) => ({
      key: `file ${file.path}`,
      icon: IconFileDownload,
      title: file.name,
      note: formatInstant(file.savedAt),
      open: () => openFile(file.path),
    }));
  const groups: readonly Group[] = [
    ...(text.trim() === ''
      ? [recentGroup(recent, visit)]
      : foundGroups(hits ?? [], findCommands(asked, may), visit)),
    { label: vi.app.recentFiles, choices: shownFiles },
  ].filter(({ choices }) => choices.length > 0);
  const choices = groups.flatMap((group) => group.choices);
  const shown = choices.map(({ key }) => key).join('\n');
  const { selectFirstOption } = combobox;
  // biome-ignore lint/correctness/useExhaustiveDependencies: Enter opens the first of what is shown now
  useEffect(() => void selectFirstOption(), [shown, selectFirstOption]);

  const open = (key: string) => {
    const choice = choices.find((candidate) => candidate.key === key);
    if (!choice) return;
    onClose();
    choice.open();
  };
  const isNothing = text.trim() !== '' && !isBusy && hits !== undefined && choices.length === 0;
  return (
    <Combobox store={combobox} onOptionSubmit={open}>
      <Combobox.EventsTarget>
        <TextInput
          ref={field}
          data-autofocus
          aria-label={texts.hint}
          placeholder={texts.hint}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <div className="palette-list" aria-busy={isBusy}>
        <Combobox.Options aria-label={texts.title}>
          {groups.map(({ label, choices: lines }) => (
            <Combobox.Group key={label} label={label}>
              {lines.map(({ key, icon: Sign, title, note }) => (
                <Combobox.Option key={key} value={key} className="palette-option">
                  <Sign size={16} aria-hidden />
                  <span>{title}</span>
                  <span className="ct-dim ct-small">{note}</span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
        {isNothing && (
          <p className="ct-dim" role="status">
            {texts.nothing}
          </p>
        )}
      </div>
    </Combobox>
  );
}

interface Group {
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** How a place is gone to, and noted. */
type Visit = (place: Recent) => () => void;

const recentGroup = (recent: readonly Recent[], visit: Visit): Group => ({
  label: texts.recent,
  choices: recent.map((place) => ({
    ...place,
    key: `recent ${place.href}`,
    icon: IconHistory,
    open: visit(place),
  })),
});

/** Each kind together, commands last. */
function foundGroups(hits: readonly Hit[], found: readonly Command[], visit: Visit): readonly Group[] {
  const kinds = hitKind.options.map((kind) => ({
    label: texts.kinds[kind],
    choices: hits
      .filter((hit) => hit.kind === kind)
      .map(({ id, title, note }) => ({
        key: `${kind} ${id}`,
        icon: ICONS[kind],
        title,
        note,
        open: visit({ title, note, href: placeOf[kind](id) }),
      })),
  }));
  const commands = found.map(({ title, href: to }) => ({
    key: `command ${to}`,
    icon: IconArrowRight,
    title,
    note: '',
    open: visit({ title, note: '', href: to }),
  }));
  return [...kinds, { label: texts.commands, choices: commands }];
}
