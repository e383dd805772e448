import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from '../../api/store.ts';
import { vi } from '../../i18n/vi.ts';
import { type ActiveText, useEditorParts } from './editor-context.ts';
import { folded } from './pieces.ts';

const texts = vi.templates.field;

interface Option {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly chip: { readonly type: string; readonly attrs: Readonly<Record<string, string>> };
}

/** The options that have all words, those first in which they stand together. */
function matching(options: readonly Option[], search: string): readonly Option[] {
  const wanted = folded(search).trim().replace(/\s+/g, ' ');
  const words = wanted.split(' ');
  const [together, apart] = [[] as Option[], [] as Option[]];
  for (const option of options) {
    const label = folded(option.label);
    if (label.includes(wanted)) together.push(option);
    else if (words.every((word) => `${label} ${folded(option.group)}`.includes(word))) apart.push(option);
  }
  return [...together, ...apart];
}

/** Height that the list may take, px; above the caret where there is no room below. */
const HEIGHT = 340;
const WIDTH = 340;

interface FieldPickerProps {
  readonly text: ActiveText;
  readonly onClose: () => void;
}

/** The list of fields at the caret: search without accents, arrows, Enter; Esc gives the text back. */
export function FieldPicker({ text, onClose }: FieldPickerProps) {
  const { shape, content, labels: store } = useEditorParts();
  const labels = useStore(store);
  const [search, setSearch] = useState('');
  const [marked, setMarked] = useState(0);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const { editor } = text;

  const options = useMemo((): readonly Option[] => {
    const { articles, articleWord } = content();
    const numbers =
      articleWord === null
        ? []
        : articles.map(({ id }) => ({
            key: `article:${id}`,
            group: texts.articles,
            label: labels.article(id) ?? id,
            chip: { type: 'article', attrs: { id } },
          }));
    const fields = shape.fields.map(({ name, label, group }) => ({
      key: name,
      group,
      label,
      chip: { type: 'field', attrs: { name } },
    }));
    const order = [...new Set(fields.map(({ group }) => group))];
    return [...fields.sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group)), ...numbers];
  }, [shape, content, labels]);
  const shown = matching(options, search);

  const place = useMemo(() => {
    const { bottom, top, left } = editor.view.coordsAtPos(editor.state.selection.from);
    const below = bottom + HEIGHT < window.innerHeight || top < HEIGHT;
    return {
      left: Math.min(left, window.innerWidth - WIDTH - 8),
      ...(below ? { top: bottom + 4 } : { bottom: window.innerHeight - top + 4 }),
    };
  }, [editor]);

  useEffect(() => {
    box.current?.querySelector(`[data-index="${marked}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [marked]);

  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const insert = (option: Option | undefined) => {
    if (!option) return;
    onClose();
    editor.chain().focus().insertContent(option.chip).run();
  };

  return (
    <div
      ref={box}
      className="field-picker"
      role="dialog"
      aria-label={texts.title}
      data-keeps-text
      style={place}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
      onKeyDown={(event) => {
        const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
        const move = moves[event.key];
        if (move !== undefined) {
          event.preventDefault();
          setMarked((index) => Math.max(0, Math.min(shown.length - 1, index + move)));
        } else if (event.key === 'Enter') {
          event.preventDefault();
          insert(shown[marked]);
        } else if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          close();
        } else if (event.key === '/' && search === '') {
          // A second slash means the sign itself.
          event.preventDefault();
          onClose();
          editor.chain().focus().insertContent('/').run();
        }
      }}
    >
      <TextInput
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={shown[marked] ? `${listId}-${marked}` : undefined}
        aria-label={texts.search}
        placeholder={texts.search}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setMarked(0);
        }}
      />
      <div id={listId} role="listbox" aria-label={texts.title} className="field-picker-list">
        {shown.map((option, index) => (
          <div key={option.key}>
            {shown[index - 1]?.group !== option.group && (
              <div className="field-picker-group" role="presentation">
                {option.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the search field above has the keys of the list */}
            <div
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              data-index={index}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => insert(option)}
            >
              {option.label}
            </div>
          </div>
        ))}
        {shown.length === 0 && <p className="ct-dim">{texts.none}</p>}
      </div>
      <p className="ct-dim ct-small">{texts.hint}</p>
    </div>
  );
}
