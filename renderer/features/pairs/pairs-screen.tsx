import { ActionIcon, Button } from '@mantine/core';
import { IconArrowsJoin, IconLink, IconSparkles, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { RegisteredSchool } from '../../../preload/contract/schools.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { useCan } from '../../api/session.ts';
import { BinLink } from '../../components/bin-link.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { useKeys } from '../../components/use-keys.ts';
import { useLinesInSight } from '../../components/use-lines-in-sight.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { vi } from '../../i18n/vi.ts';
import { href, navigate, useRoute } from '../../route.ts';
import {
  type BoardLevel,
  type BoardLine,
  type BoardPair,
  type BoardSchool,
  boardOf,
  linesOf,
} from './board.ts';
import { PairPanel } from './pair-panel.tsx';
import { SuggestPanel } from './suggest-panel.tsx';
import './pairs.css';
import { Can } from '../../components/rights.tsx';

type Side = 'left' | 'right';
type RemovedPair = { readonly id: string } & Record<'supporting' | 'partner', { readonly name: string }>;
type Picked = Readonly<Partial<Record<Side, BoardSchool>>>;
const NO_SCHOOLS: readonly RegisteredSchool[] = [];

/** Two columns of schools, joined where they are paired. */
export function PairsScreen() {
  const pairing = useProcedure('pairs.list', {});
  const schools = useProcedure('schools.list', {});
  const programme = useProcedure('programmes.get', {}).data;
  const create = useCommand('pairs.create');
  const remove = useCommand('pairs.remove');
  const canPair = useCan('pairs.create');
  const undoLast = useUndoLast();
  const { id: openId } = useRoute().params;
  const [picked, setPicked] = useState<Picked>({});
  const [suggesting, setSuggesting] = useState(false);
  // Kept as state: the board stands before the box round it is attached.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
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
  const close = () => navigate('pairs');
  const removeNow = ({ id, supporting, partner }: RemovedPair) =>
    remove.mutate(
      { ids: [id] },
      {
        onSuccess: () => {
          if (id === openId) close();
          // By the journal, for its drafts come back with it.
          notifyDone(vi.pairs.removed(vi.common.pairName(supporting.name, partner.name)), {
            label: vi.common.undo,
            run: () => undoLast('pairs.remove'),
          });
        },
        onError: notifyError,
      },
    );
  const pick = (side: Side, school: BoardSchool) =>
    setPicked((now) => ({ ...now, [side]: now[side]?.id === school.id ? undefined : school }));

  const opened = pairing.data?.pairs.find(({ id }) => id !== null && id === openId);
  const failure = pairing.error ?? schools.error;
  const overlaps = create.error?.code === 'PAIR_OVERLAPS';
  return (
    <div className="ct-screen">
      <PageHeader title={vi.pairs.title} note={pairing.data && vi.pairs.summary(pairCount, unpairedCount)}>
        <BinLink kind="pair" />
        <Can do="pairs.create">
          <Button
            leftSection={<IconSparkles size={16} />}
            disabled={unpairedCount === 0}
            onClick={() => setSuggesting(true)}
          >
            {vi.pairs.suggest}
          </Button>
        </Can>
      </PageHeader>
      <div className="ct-split">
        <div className="ct-scroll pairs" ref={setScroller}>
          {failure ? (
            <ErrorNotice error={failure} onRetry={() => pairing.refetch()} />
          ) : pairing.data && board.length === 0 ? (
            <EmptyState
              icon={IconLink}
              title={vi.pairs.emptyTitle}
              text={vi.pairs.empty}
              action={<Button onClick={() => navigate('schools')}>{vi.pairs.emptyAction}</Button>}
            />
          ) : (
            <>
              <div className="pairs-heads">
                <Head title={vi.pairs.supporting} units={first ? [first.name] : []} />
                <Head title={vi.pairs.partner} units={others.map((unit) => unit.name)} />
              </div>
              <Board
                board={board}
                picked={picked}
                openId={openId}
                onPick={canPair ? pick : null}
                onRemove={removeNow}
                scroller={scroller}
              />
            </>
          )}
        </div>
        {suggesting ? (
          <SuggestPanel schools={registered} onClose={() => setSuggesting(false)} />
        ) : (
          opened?.id && (
            <PairPanel
              key={opened.id}
              pair={{ ...opened, id: opened.id }}
              onClose={close}
              onRemove={() => opened.id && removeNow({ ...opened, id: opened.id })}
            />
          )
        )}
      </div>
      {board.length > 0 && canPair && (
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

interface BoardProps {
  readonly board: readonly BoardLevel[];
  readonly picked: Picked;
  /** The pair whose detail is open. */
  readonly openId: string | undefined;
  /** null for somebody who may not pair. */
  readonly onPick: ((side: Side, school: BoardSchool) => void) | null;
  readonly onRemove: (pair: BoardPair) => void;
  readonly scroller: HTMLDivElement | null;
}

/** Height of a line in px until it is measured: long names take two lines. */
const LINE_HEIGHT = 36;

/** The levels as cards. Only what is seen is drawn: a city has 1,450 pairs. */
function Board({ board, scroller, ...acts }: BoardProps) {
  const lines = useMemo(() => board.flatMap(linesOf), [board]);
  const virtual = useLinesInSight({
    count: lines.length,
    height: LINE_HEIGHT,
    scroller: () => scroller,
    keyOf: (index) => lines[index]?.key ?? index,
    overscan: 16,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  return (
    <div style={{ height: virtual.getTotalSize() }}>
      <div style={{ height: above }} />
      {items.map((item) => {
        const line = lines[item.index];
        const below = lines[item.index + 1];
        return (
          line && (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="pairs-line"
              data-last={below === undefined || below.kind === 'level' || undefined}
            >
              <Line line={line} {...acts} />
            </div>
          )
        );
      })}
    </div>
  );
}

interface LineProps extends Omit<BoardProps, 'board' | 'scroller'> {
  readonly line: BoardLine;
}

function Line({ line, picked, openId, onPick, onRemove }: LineProps) {
  const school = (side: Side, of: BoardSchool | undefined) =>
    of ? (
      <School school={of} picked={picked[side]?.id === of.id} onPick={onPick && (() => onPick(side, of))} />
    ) : (
      <span className="pairs-gap" />
    );
  if (line.kind === 'level') {
    const { left, right, pairs, level } = line.row;
    return (
      <h2>
        {vi.levelsLong[level]}
        <span className="ct-dim">{vi.pairs.levelSummary(pairs.length, left.length + right.length)}</span>
      </h2>
    );
  }
  if (line.kind === 'single')
    return (
      <div className="pairs-row">
        {school('left', line.left)}
        <span />
        {school('right', line.right)}
      </div>
    );
  const { pair } = line;
  const name = vi.common.pairName(pair.supporting.name, pair.partner.name);
  return (
    <div className="pairs-row">
      {school('left', pair.supporting)}
      <span className="pairs-join">
        <a
          href={href('pairs', { id: pair.id })}
          aria-label={vi.pairs.openOf(name)}
          title={vi.pairs.open}
          aria-current={pair.id === openId || undefined}
        >
          <IconLink size={16} aria-hidden />
        </a>
      </span>
      {school('right', pair.partner)}
      <Can do="pairs.remove">
        <ActionIcon
          aria-label={vi.pairs.removeOf(name)}
          title={vi.pairs.remove}
          onClick={() => onRemove(pair)}
        >
          <IconX size={16} />
        </ActionIcon>
      </Can>
    </div>
  );
}

interface SchoolProps {
  readonly school: BoardSchool;
  readonly picked: boolean;
  readonly onPick: (() => void) | null;
}

function School({ school, picked, onPick }: SchoolProps) {
  const shown = (
    <>
      <span className="pairs-name">{school.name}</span>
      {school.reason === null ? (
        <span className="ct-dim ct-small">{school.unit}</span>
      ) : (
        <StateBadge tone="warn" text={school.reason} />
      )}
    </>
  );
  const look = { className: 'pairs-school', 'data-unpaired': school.reason !== null || undefined };
  return onPick ? (
    <button type="button" {...look} aria-pressed={picked} onClick={onPick}>
      {shown}
    </button>
  ) : (
    <div {...look}>{shown}</div>
  );
}
