import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Ceremony } from '../../../preload/contract/ceremonies.ts';
import { moved, SortableList } from '../../components/sortable-list.tsx';
import { useAutosave } from '../../components/use-autosave.ts';
import { vi } from '../../i18n/vi.ts';
import { href } from '../../route.ts';
import { MemorandumStateBadge } from '../memoranda/memorandum-state.tsx';

const texts = vi.ceremonies;
type Entry = Ceremony['runningOrder'][number];

interface RunningOrderProps {
  readonly entries: readonly Entry[];
  readonly onSave: (order: readonly { memorandumId: string; absent: boolean }[]) => Promise<void>;
}

/** Which memorandum is signed after which, and which is not signed on the day. */
export function RunningOrder({ entries: stored, onSave }: RunningOrderProps) {
  const [entries, edit] = useAutosave(stored, (next) =>
    onSave(next.map(({ memorandumId, absent }) => ({ memorandumId, absent }))),
  );
  const move = (from: number, to: number) => edit(moved(entries, from, to), true);
  return (
    <>
      <p className="ct-dim ct-small ceremony-hint">{texts.runningOrderHint}</p>
      <div className="ceremony-scroll">
        <SortableList
          label={texts.runningOrder}
          items={entries}
          idOf={(entry) => entry.memorandumId}
          nameOf={(entry) => entry.name}
          onMove={move}
        >
          {(entry, index) => (
            <div className="ceremony-entry" data-absent={entry.absent}>
              <Place
                key={index}
                place={index + 1}
                last={entries.length}
                name={entry.name}
                onMove={(to) => move(index, to)}
              />
              <div className="ceremony-entry-text">
                <a href={href('memoranda', { id: entry.memorandumId })}>{entry.name}</a>
                <div className="ct-dim ct-small">
                  {entry.signers.map(({ side, fullName }) => (
                    <span key={side}>{fullName ?? texts.unsignedBy}</span>
                  ))}
                </div>
              </div>
              <div className="ceremony-entry-state">
                <MemorandumStateBadge state={entry.state} />
                <span className="ct-dim ct-small">
                  {entry.pages === null ? texts.notFinal : texts.pages(entry.copies, entry.pages)}
                </span>
              </div>
              <Checkbox
                aria-label={texts.absentOf(entry.name)}
                label={texts.absent}
                checked={entry.absent}
                onChange={(event) =>
                  edit(entries.with(index, { ...entry, absent: event.currentTarget.checked }), true)
                }
              />
            </div>
          )}
        </SortableList>
      </div>
    </>
  );
}

interface PlaceProps {
  readonly place: number;
  readonly last: number;
  readonly name: string;
  readonly onMove: (to: number) => void;
}

/** The place in the order; typing another moves the memorandum there. */
function Place({ place, last, name, onMove }: PlaceProps) {
  const [typed, setTyped] = useState<string>();
  const take = () => {
    const to = Number(typed);
    setTyped(undefined);
    if (Number.isInteger(to) && to >= 1 && to <= last && to !== place) onMove(to - 1);
  };
  return (
    <TextInput
      w={44}
      inputMode="numeric"
      aria-label={texts.place(name)}
      value={typed ?? String(place)}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
