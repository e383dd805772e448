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
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Hit, hitKind } from '../../../preload/contract/search.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
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
const NO_HITS: readonly Hit[] = [];
const NO_FILES: OutputOf<'files.recent'>['files'] = [];
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
  const combobox = useCombobox({ defaultOpened: true });
  const choices = useRef<readonly Choice[]>([]);
  const open = useCallback(
    (choice: Choice | undefined) => {
      if (!choice) return;
      onClose();
      choice.open();
    },
    [onClose],
  );
  const { selectFirstOption } = combobox;
  const show = useCallback(
    (shown: readonly Choice[]) => {
      choices.current = shown;
      // Enter opens the first of what is shown now.
      selectFirstOption();
    },
    [selectFirstOption],
  );
  // What is typed is kept below: with it the frame would be drawn anew, and all lines with the frame.
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(key) => open(choices.current.find((choice) => choice.key === key))}
    >
      <Typed onShow={show} onOpen={open} />
    </Combobox>
  );
}

interface TypedProps {
  readonly onShow: (choices: readonly Choice[]) => void;
  readonly onOpen: (choice: Choice | undefined) => void;
}

function Typed({ onShow, onOpen }: TypedProps) {
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

  // Lines change when an answer comes, not with the letter that asks for it.
  const answered = useRef('');
  if (!isPlaceholderData) answered.current = asked;
  const groups = useGroups(answered.current, data?.hits ?? NO_HITS);
  const isBusy = isPlaceholderData || asked !== text.trim();
  // Whoever presses Enter right behind the last letter means what it finds, not what is still shown.
  const isEntered = useRef(false);
  useEffect(() => {
    const choices = groups.flatMap((group) => group.choices);
    onShow(choices);
    if (isBusy || !isEntered.current) return;
    isEntered.current = false;
    onOpen(choices[0]);
  }, [groups, isBusy, onShow, onOpen]);
  const isNothing = text.trim() !== '' && !isBusy && data !== undefined && groups.length === 0;
  return (
    <>
      <Combobox.EventsTarget>
        <TextInput
          ref={field}
          data-autofocus
          aria-label={texts.hint}
          placeholder={texts.hint}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDownCapture={(event) => {
            isEntered.current = isBusy && event.key === 'Enter';
            if (isEntered.current) event.stopPropagation();
          }}
        />
      </Combobox.EventsTarget>
      <div className="palette-list" aria-busy={isBusy}>
        <Lines groups={groups} />
        {isNothing && (
          <p className="ct-dim" role="status">
            {texts.nothing}
          </p>
        )}
      </div>
    </>
  );
}

const Lines = memo(({ groups }: { readonly groups: readonly Group[] }) => (
  <Combobox.Options aria-label={texts.title}>
    {groups.map(({ label, choices }) => (
      <Combobox.Group key={label} label={label}>
        {choices.map(({ key, icon: Sign, title, note }) => (
          <Combobox.Option key={key} value={key} className="palette-option">
            <Sign size={16} aria-hidden />
            <span>{title}</span>
            <span className="ct-dim ct-small">{note}</span>
          </Combobox.Option>
        ))}
      </Combobox.Group>
    ))}
  </Combobox.Options>
));

/** What was found for a text, or where one was last; then the files that fit it. */
function useGroups(text: string, hits: readonly Hit[]): readonly Group[] {
  const files = useProcedure('files.recent', {}).data?.files ?? NO_FILES;
  const openFile = useOpenRecent();
  const may = useMay();
  const [recent, setRecent] = useSetting('search.recent', NO_RECENT, isRecentList);
  return useMemo(() => {
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
    return [
      ...(text === '' ? [recentGroup(recent, visit)] : foundGroups(hits, findCommands(text, may), visit)),
      { label: vi.app.recentFiles, choices: shownFiles },
    ].filter(({ choices }) => choices.length > 0);
  }, [text, hits, files, openFile, may, recent, setRecent]);
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
