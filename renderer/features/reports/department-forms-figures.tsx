import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FormField } from '../../../preload/contract/department-forms.ts';
import { searchKey } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { shownValue } from './department-forms-places.ts';

const texts = vi.departmentForms;

interface FigureListProps {
  readonly fields: readonly FormField[];
  /** The figure that the cell has now. */
  readonly current: string | null;
  readonly onPick: (field: FormField) => void;
  /** Esc: back to the sheet. */
  readonly onLeave: () => void;
}

/** Every figure with its value in the period: searched without accents, walked with the arrows, taken by Enter. */
export function FigureList({ fields, current, onPick, onLeave }: FigureListProps) {
  const [search, setSearch] = useState('');
  const [marked, setMarked] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => {
    const words = searchKey(search).split(/\s+/);
    return fields.filter(({ group, name }) => {
      const key = searchKey(`${group} ${name}`);
      return words.every((word) => key.includes(word));
    });
  }, [fields, search]);

  useEffect(() => {
    list.current?.querySelector(`[data-index="${marked}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [marked]);

  const pick = (field: FormField | undefined) => {
    if (!field) return;
    onPick(field);
    setSearch('');
    setMarked(0);
  };
  return (
    <div className="department-figures">
      <TextInput
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
        onKeyDown={(event) => {
          const moves: Readonly<Record<string, number>> = {
            ArrowDown: 1,
            ArrowUp: -1,
            PageDown: 8,
            PageUp: -8,
          };
          const move = moves[event.key];
          if (move !== undefined) {
            setMarked((index) => Math.max(0, Math.min(shown.length - 1, index + move)));
          } else if (event.key === 'Enter') pick(shown[marked]);
          else if (event.key === 'Escape') onLeave();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div ref={list} id={listId} role="listbox" aria-label={texts.figures}>
        {shown.map((field, index) => (
          <div key={field.code}>
            {shown[index - 1]?.group !== field.group && (
              <div className="department-figures-group" role="presentation">
                {field.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the search field above has the keys of the list */}
            <div
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              aria-current={field.code === current || undefined}
              data-index={index}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(field)}
            >
              <span>{field.name}</span>
              <span className="ct-dim">{shownValue(field.kind, field.value) || texts.empty}</span>
            </div>
          </div>
        ))}
        {shown.length === 0 && <p className="ct-dim">{texts.noFigure}</p>}
      </div>
    </div>
  );
}
