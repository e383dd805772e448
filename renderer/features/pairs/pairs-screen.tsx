import { ActionIcon, Button } from '@mantine/core';
import { IconArrowsJoin, IconLink, IconSparkles, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { RegisteredSchool } from '../../../preload/contract/schools.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { Confirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { useKeys } from '../../components/use-keys.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import { type BoardLevel, type BoardPair, type BoardSchool, boardOf } from './board.ts';
import { SuggestPanel } from './suggest-panel.tsx';
import './pairs.css';

type Side = 'left' | 'right';
type Picked = Readonly<Partial<Record<Side, BoardSchool>>>;
const NO_SCHOOLS: readonly RegisteredSchool[] = [];

/** Two columns of schools, joined where they are paired. */
export function PairsScreen() {
  const pairing = useProcedure('pairs.list', {});
  const schools = useProcedure('schools.list', {});
  const programme = useProcedure('programmes.get', {}).data;
  const create = useCommand('pairs.create');
  const remove = useCommand('pairs.remove');
  const [picked, setPicked] = useState<Picked>({});
  const [suggesting, setSuggesting] = useState(false);
  useKeys({ escape: () => setPicked({}) });

  const registered = schools.data?.schools ?? NO_SCHOOLS;
  const [first, ...others] = programme?.units ?? [];
  const board = useMemo(
    () => (pairing.data ? boardOf(pairing.data, registered, first?.id) : []),
    [pairing.data, registered, first?.id],
  );
  const pairCount = pairing.data?.pairs.length ?? 0;
  const unpairedCount = pairing.data?.unpaired.length ?? 0;
  useStatusText(pairing.data ? vi.pairs.summary(pairCount, unpairedCount) : '');

  const join = (confirmOverlap: boolean) => {
    if (!picked.left || !picked.right) return;
    const pairs = [{ supportingSchoolId: picked.left.id, partnerSchoolId: picked.right.id }];
    create.mutate(
      { pairs, confirmOverlap },
      {
        onSuccess: ({ ids }) => {
          setPicked({});
          notifyDone(vi.pairs.created(1), {
            label: vi.common.undo,
            run: () => remove.mutate({ ids }, { onError: notifyError }),
          });
        },
        onError: (error) => {
          if (error.code !== 'PAIR_OVERLAPS') notifyError(error);
        },
      },
    );
  };
  const removeNow = (pair: BoardPair) => {
    const pairs = [{ supportingSchoolId: pair.supporting.id, partnerSchoolId: pair.partner.id }];
    remove.mutate(
      { ids: [pair.id] },
      {
        onSuccess: () =>
          notifyDone(vi.pairs.removed(vi.common.pairName(pair.supporting.name, pair.partner.name)), {
            label: vi.common.undo,
            run: () => create.mutate({ pairs, confirmOverlap: true }, { onError: notifyError }),
          }),
        onError: notifyError,
      },
    );
  };
  const pick = (side: Side, school: BoardSchool) =>
    setPicked((now) => ({ ...now, [side]: now[side]?.id === school.id ? undefined : school }));

  const failure = pairing.error ?? schools.error;
  const overlaps = create.error?.code === 'PAIR_OVERLAPS';
  return (
    <div className="ct-screen">
      <PageHeader title={vi.pairs.title} note={pairing.data && vi.pairs.summary(pairCount, unpairedCount)}>
        <Button
          leftSection={<IconSparkles size={16} />}
          disabled={unpairedCount === 0}
          onClick={() => setSuggesting(true)}
        >
          {vi.pairs.suggest}
        </Button>
      </PageHeader>
      <div className="ct-split">
        <div className="ct-scroll pairs">
          {failure ? (
            <ErrorNotice error={failure} onRetry={() => pairing.refetch()} />
          ) : pairing.data && board.length === 0 ? (
            <EmptyState
              icon={IconLink}
              text={vi.pairs.empty}
              action={<Button onClick={() => navigate('schools')}>{vi.pairs.emptyAction}</Button>}
            />
          ) : (
            <>
              <div className="pairs-heads">
                <Head title={vi.pairs.supporting} units={first ? [first.name] : []} />
                <Head title={vi.pairs.partner} units={others.map((unit) => unit.name)} />
              </div>
              {board.map((row) => (
                <Level key={row.level} row={row} picked={picked} onPick={pick} onRemove={removeNow} />
              ))}
            </>
          )}
        </div>
        {suggesting && <SuggestPanel schools={registered} onClose={() => setSuggesting(false)} />}
      </div>
      {board.length > 0 && (
        <div className="pairs-picked" role="status">
          <span>{pickedText(picked)}</span>
          <Button
            leftSection={<IconArrowsJoin size={16} />}
            disabled={!picked.left || !picked.right}
            loading={create.isPending}
            onClick={() => join(false)}
          >
            {vi.pairs.join}
          </Button>
        </div>
      )}
      <Confirm
        opened={overlaps}
        title={vi.pairs.overlapTitle}
        act={vi.pairs.joinAnyway}
        onConfirm={() => join(true)}
        onClose={() => create.reset()}
      >
        {create.error?.message}
      </Confirm>
    </div>
  );
}

function pickedText({ left, right }: Picked): string {
  if (left && right) return vi.pairs.picked(left.name, right.name);
  const one = left ?? right;
  return one ? vi.pairs.pickOther(one.name) : vi.pairs.pickHint;
}

const Head = ({ title, units }: { readonly title: string; readonly units: readonly string[] }) => (
  <div>
    <strong>{title}</strong>
    <span className="ct-dim">{units.join(', ')}</span>
  </div>
);

interface LevelProps {
  readonly row: BoardLevel;
  readonly picked: Picked;
  readonly onPick: (side: Side, school: BoardSchool) => void;
  readonly onRemove: (pair: BoardPair) => void;
}

function Level({ row, picked, onPick, onRemove }: LevelProps) {
  const { left, right, pairs } = row;
  const school = (side: Side, of: BoardSchool | undefined) =>
    of ? (
      <School school={of} picked={picked[side]?.id === of.id} onPick={() => onPick(side, of)} />
    ) : (
      <span className="pairs-gap" />
    );
  const singles = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index);
  return (
    <section className="ct-card pairs-level">
      <h2>
        {vi.levelsLong[row.level]}
        <span className="ct-dim">{vi.pairs.levelSummary(pairs.length, left.length + right.length)}</span>
      </h2>
      {pairs.map((pair) => {
        const name = vi.common.pairName(pair.supporting.name, pair.partner.name);
        return (
          <div key={pair.id} className="pairs-row">
            {school('left', pair.supporting)}
            <span className="pairs-join" aria-hidden />
            {school('right', pair.partner)}
            <ActionIcon
              aria-label={vi.pairs.removeOf(name)}
              title={vi.pairs.remove}
              onClick={() => onRemove(pair)}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        );
      })}
      {singles.map((index) => (
        <div key={`${left[index]?.id} ${right[index]?.id}`} className="pairs-row">
          {school('left', left[index])}
          <span />
          {school('right', right[index])}
        </div>
      ))}
    </section>
  );
}

interface SchoolProps {
  readonly school: BoardSchool;
  readonly picked: boolean;
  readonly onPick: () => void;
}

const School = ({ school, picked, onPick }: SchoolProps) => (
  <button
    type="button"
    className="pairs-school"
    data-unpaired={school.reason !== null || undefined}
    aria-pressed={picked}
    onClick={onPick}
  >
    <span className="pairs-name">{school.name}</span>
    {school.reason === null ? (
      <span className="ct-dim ct-small">{school.unit}</span>
    ) : (
      <StateBadge tone="warn" text={school.reason} />
    )}
  </button>
);
