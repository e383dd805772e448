import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Delegate } from '../../../preload/contract/ceremonies.ts';
import { carried, keyOf } from '../../components/item-keys.ts';
import { moved, SortableList } from '../../components/sortable-list.tsx';
import { useAutosave } from '../../components/use-autosave.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.ceremonies;
const EMPTY: Delegate = { side: 'guest', fullName: '', post: null, body: null, absent: false };
const SIDES = ['a', 'b', 'guest'] as const;

interface DelegatesProps {
  readonly delegates: readonly Delegate[];
  readonly onSave: (delegates: readonly Delegate[]) => Promise<void>;
}

/** Who comes, in the order of the attendance list. */
export function Delegates({ delegates: stored, onSave }: DelegatesProps) {
  const [delegates, edit] = useAutosave(stored, (next) =>
    onSave(next.filter(({ fullName }) => fullName.trim() !== '')),
  );
  const change = (index: number, patch: Partial<Delegate>) => {
    const old = delegates[index];
    if (old) edit(delegates.with(index, carried(old, { ...old, ...patch })));
  };
  return (
    <div className="ceremony-list">
      {delegates.length === 0 && <p className="ct-dim">{texts.noDelegates}</p>}
      <SortableList
        label={texts.delegates}
        items={delegates}
        idOf={keyOf}
        nameOf={(delegate, index) => delegate.fullName || texts.delegate(index + 1)}
        onMove={(from, to) => edit(moved(delegates, from, to), true)}
      >
        {(delegate, index) => (
          <div className="ceremony-delegate" data-absent={delegate.absent}>
            <TextInput
              aria-label={texts.fullName}
              placeholder={texts.fullName}
              value={delegate.fullName}
              onChange={(event) => change(index, { fullName: event.currentTarget.value })}
            />
            <TextInput
              aria-label={texts.post}
              placeholder={texts.post}
              value={delegate.post ?? ''}
              onChange={(event) => change(index, { post: event.currentTarget.value })}
            />
            <Checkbox
              aria-label={texts.absentOf(delegate.fullName)}
              label={texts.absent}
              checked={delegate.absent}
              onChange={(event) => change(index, { absent: event.currentTarget.checked })}
            />
            <ActionIcon
              size={32}
              aria-label={texts.removeDelegate(delegate.fullName)}
              onClick={() => edit(delegates.toSpliced(index, 1), true)}
            >
              <IconTrash size={16} />
            </ActionIcon>
            <Select
              aria-label={texts.side}
              allowDeselect={false}
              data={SIDES.map((side) => ({ value: side, label: texts.sides[side] }))}
              value={delegate.side}
              onChange={(chosen) => {
                const side = SIDES.find((each) => each === chosen);
                if (side) change(index, { side });
              }}
            />
            <TextInput
              aria-label={texts.body}
              placeholder={texts.body}
              title={delegate.body ?? ''}
              value={delegate.body ?? ''}
              onChange={(event) => change(index, { body: event.currentTarget.value })}
            />
          </div>
        )}
      </SortableList>
      <Button
        variant="default"
        mt={8}
        leftSection={<IconPlus size={16} />}
        onClick={() => edit([...delegates, { ...EMPTY }])}
      >
        {texts.addDelegate}
      </Button>
    </div>
  );
}
