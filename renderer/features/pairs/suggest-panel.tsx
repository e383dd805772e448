import { Button, Checkbox, Skeleton, Switch } from '@mantine/core';
import { useState } from 'react';
import type { RegisteredSchool } from '../../../preload/contract/schools.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { vi } from '../../i18n/vi.ts';
import { type BoardPair, boardOf } from './board.ts';

interface SuggestPanelProps {
  readonly schools: readonly RegisteredSchool[];
  readonly onClose: () => void;
}

/** What the program proposes; the person decides. */
export function SuggestPanel({ schools, onClose }: SuggestPanelProps) {
  const [many, setMany] = useState(false);
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const suggestion = useProcedure('pairs.suggest', { many });
  const create = useCommand('pairs.create');
  const remove = useCommand('pairs.remove');

  const failure = suggestion.error ?? create.error;
  const board = suggestion.data ? boardOf(suggestion.data, schools, undefined) : [];
  const chosen = board.flatMap((row) => row.pairs).filter((pair) => !refused.has(pair.id));
  const leftOver = suggestion.data?.unpaired ?? [];
  const toggle = (id: string) => {
    const next = new Set(refused);
    if (!next.delete(id)) next.add(id);
    setRefused(next);
  };
  const apply = () =>
    create.mutate(
      {
        pairs: chosen.map(({ supporting, partner }) => ({
          supportingSchoolId: supporting.id,
          partnerSchoolId: partner.id,
        })),
        confirmOverlap: many,
      },
      {
        onSuccess: ({ ids }) => {
          notifyDone(vi.pairs.created(ids.length), {
            label: vi.common.undo,
            run: () => remove.mutate({ ids }, { onError: notifyError }),
          });
          onClose();
        },
      },
    );

  return (
    <SidePanel
      wide
      title={vi.pairs.suggestTitle}
      onClose={onClose}
      footer={
        <>
          <Button disabled={chosen.length === 0} loading={create.isPending} onClick={apply}>
            {vi.pairs.createSelected(chosen.length)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {vi.common.cancel}
          </Button>
        </>
      }
    >
      <p className="ct-dim suggest-hint">{vi.pairs.suggestHint}</p>
      <Switch
        label={vi.pairs.many}
        checked={many}
        data-autofocus
        onChange={(event) => setMany(event.currentTarget.checked)}
      />
      {failure && <ErrorNotice error={failure} />}
      {suggestion.isPending && <Skeleton height={120} mt="md" />}
      {suggestion.data && chosen.length + refused.size === 0 && <p>{vi.pairs.noSuggestion}</p>}
      {board
        .filter((row) => row.pairs.length > 0)
        .map((row) => (
          <section key={row.level} className="suggest-level">
            <h3>{vi.levelsLong[row.level]}</h3>
            {row.pairs.map((pair) => (
              <Checkbox
                key={pair.id}
                label={<PairLabel pair={pair} />}
                checked={!refused.has(pair.id)}
                onChange={() => toggle(pair.id)}
              />
            ))}
          </section>
        ))}
      {leftOver.length > 0 && (
        <section className="suggest-level">
          <h3>{vi.pairs.leftOver(leftOver.length)}</h3>
          <ul>
            {leftOver.map((school) => (
              <li key={school.id}>
                {school.name} <span className="ct-dim">{school.reason}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </SidePanel>
  );
}

const PairLabel = ({ pair }: { readonly pair: BoardPair }) => (
  <>
    {pair.supporting.name} <span className="ct-dim">({pair.supporting.unit})</span>
    {' – '}
    {pair.partner.name} <span className="ct-dim">({pair.partner.unit})</span>
  </>
);
