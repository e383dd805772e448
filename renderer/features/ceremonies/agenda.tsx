import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconMessage2, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { AgendaItem } from '../../../preload/contract/ceremonies.ts';
import { carried, keyOf } from '../../components/item-keys.ts';
import { moved, SortableList } from '../../components/sortable-list.tsx';
import { TimeField } from '../../components/time-field.tsx';
import { useAutosave } from '../../components/use-autosave.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.ceremonies;
const EMPTY: AgendaItem = { startsAt: null, title: '', lead: null, cue: null };

interface AgendaProps {
  readonly items: readonly AgendaItem[];
  readonly onSave: (items: readonly AgendaItem[]) => Promise<void>;
}

/** The order of the day: what, when, by whom, and the words that go with it. */
export function Agenda({ items: stored, onSave }: AgendaProps) {
  const [items, edit] = useAutosave(stored, (next) =>
    onSave(next.filter(({ title }) => title.trim() !== '')),
  );
  const [open, setOpen] = useState<string>();
  const change = (index: number, patch: Partial<AgendaItem>) => {
    const old = items[index];
    if (old) edit(items.with(index, carried(old, { ...old, ...patch })));
  };
  return (
    <div className="ceremony-list">
      {items.length === 0 && <p className="ct-dim">{texts.noAgenda}</p>}
      <SortableList
        label={texts.agenda}
        items={items}
        idOf={keyOf}
        nameOf={(item, index) => item.title || texts.item(index + 1)}
        onMove={(from, to) => edit(moved(items, from, to), true)}
      >
        {(item, index) => {
          const key = keyOf(item);
          const shown = open === key;
          return (
            <>
              <div className="ceremony-item">
                <TimeField
                  aria-label={`${texts.startsAt}: ${item.title}`}
                  value={item.startsAt}
                  onChange={(startsAt) => change(index, { startsAt })}
                />
                <Textarea
                  aria-label={texts.itemTitle}
                  placeholder={texts.itemTitle}
                  autosize
                  minRows={1}
                  maxRows={4}
                  value={item.title}
                  onChange={(event) => change(index, { title: event.currentTarget.value })}
                />
                <ActionIcon
                  size={32}
                  aria-label={`${texts.showCue}: ${item.title}`}
                  title={texts.showCue}
                  aria-expanded={shown}
                  variant={item.cue ? 'light' : 'subtle'}
                  onClick={() => setOpen(shown ? undefined : key)}
                >
                  <IconMessage2 size={16} />
                </ActionIcon>
                <ActionIcon
                  size={32}
                  aria-label={texts.removeItem(item.title)}
                  onClick={() => edit(items.toSpliced(index, 1), true)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
                <TextInput
                  aria-label={texts.itemLead}
                  placeholder={texts.itemLead}
                  title={item.lead ?? ''}
                  value={item.lead ?? ''}
                  onChange={(event) => change(index, { lead: event.currentTarget.value })}
                />
              </div>
              {shown && (
                <Textarea
                  label={texts.itemCue}
                  autosize
                  minRows={2}
                  maxRows={8}
                  mt={4}
                  data-autofocus
                  value={item.cue ?? ''}
                  onChange={(event) => change(index, { cue: event.currentTarget.value })}
                />
              )}
            </>
          );
        }}
      </SortableList>
      <Button
        variant="default"
        mt={8}
        leftSection={<IconPlus size={16} />}
        onClick={() => edit([...items, { ...EMPTY }])}
      >
        {texts.addItem}
      </Button>
    </div>
  );
}
