import { Button, Checkbox, Skeleton, TextInput } from '@mantine/core';
import { IconSearch, IconTargetArrow } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useProcedure } from '../../api/hooks.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { formatCount, searchKey } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { LedgerPanel } from './ledger-panel.tsx';
import { isLate, STATE_TONES } from './states.ts';

const texts = vi.targets;
type Matrix = OutputOf<'commitments.matrix'>;
type Row = Matrix['rows'][number];
type Cell = Row['cells'][number];

/** "3/4" on the ground of its state, with the state in a word; a plain number where nothing falls due. */
function MatrixCell({ cell }: { readonly cell: Cell }) {
  const { plan, done, state, semester } = cell;
  const numbers = plan === null ? formatCount(done) : `${formatCount(done)}/${formatCount(plan)}`;
  if (state === null) return <span className="ct-dim">{plan === null && done === 0 ? '' : numbers}</span>;
  return (
    <span className="matrix-cell">
      <span>{numbers}</span>
      <StateBadge
        tone={STATE_TONES[state]}
        text={
          semester !== null && isLate(state) ? texts.stateOfSemester(semester, state) : texts.states[state]
        }
      />
    </span>
  );
}

const nameOf = ({ supporting, partner }: Row): string => vi.common.pairName(supporting, partner);

/** "Số chuyên đề" as a narrow column calls it: "Chuyên đề". */
const shortName = (name: string): string =>
  name.replace(/^Số (.)/u, (_, first: string) => first.toUpperCase());

function columnsOf(indicators: Matrix['indicators']): Column<Row>[] {
  return [
    { id: 'level', header: texts.level, value: (row) => vi.levels[row.level], width: 84 },
    { id: 'pair', header: texts.pair, value: nameOf, minWidth: 220, wrap: true },
    ...indicators.map(
      ({ code, name }, index): Column<Row> => ({
        id: code,
        header: shortName(name),
        value: (row) => row.cells[index]?.rate ?? null,
        cell: (row) => {
          const cell = row.cells[index];
          return cell && <MatrixCell cell={cell} />;
        },
        width: 132,
      }),
    ),
  ];
}

/** Pair by indicator, with the ledger of the chosen pair beside it. */
export function MatrixTab({ period }: { readonly period: string }) {
  const { params } = useRoute();
  const [text, setText] = useState('');
  const [onlyLate, setOnlyLate] = useState(false);
  const matrix = useProcedure('commitments.matrix', { period });
  const indicators = matrix.data?.indicators;
  const columns = useMemo(() => columnsOf(indicators ?? []), [indicators]);
  const all = matrix.data?.rows ?? [];
  const isLateRow = ({ cells }: Row) => cells.some(({ state }) => isLate(state));
  const wanted = searchKey(text.trim());
  const rows = all.filter((row) => searchKey(nameOf(row)).includes(wanted) && (!onlyLate || isLateRow(row)));
  const opened = all.find(({ pairId }) => pairId === params.pairId);
  const open = (pairId?: string) => {
    const { pairId: _, schoolYear: __, ...rest } = params;
    navigate('targets', pairId === undefined ? rest : { ...rest, pairId });
  };
  useStatusText(texts.total(all.length, all.filter(isLateRow).length));

  if (matrix.error) return <ErrorNotice error={matrix.error} onRetry={() => matrix.refetch()} />;
  if (!matrix.data) return <Skeleton height={92} radius="sm" />;
  if (matrix.data.indicators.length === 0) {
    return (
      <EmptyState
        icon={IconTargetArrow}
        title={texts.noPromisesTitle}
        text={texts.noPromises}
        action={<Button onClick={() => navigate('memoranda')}>{texts.toMemoranda}</Button>}
      />
    );
  }
  const clear = () => {
    setText('');
    setOnlyLate(false);
  };
  return (
    <>
      <div className="targets-toolbar">
        <TextInput
          className="ct-toolbar-search"
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox
          label={texts.onlyLate}
          checked={onlyLate}
          onChange={(event) => setOnlyLate(event.currentTarget.checked)}
        />
      </div>
      <div className="ct-split targets-split">
        <DataTable
          label={texts.tabs.matrix}
          rows={rows}
          columns={columns}
          rowId={({ pairId }) => pairId}
          settingsKey="targets"
          openId={params.pairId}
          onOpen={({ pairId }) => open(pairId)}
          empty={
            <EmptyState
              icon={IconSearch}
              text={vi.common.nothingFound}
              action={
                <Button variant="default" onClick={clear}>
                  {vi.common.clearFilters}
                </Button>
              }
            />
          }
        />
        {opened && (
          <LedgerPanel
            key={opened.pairId}
            pairId={opened.pairId}
            title={nameOf(opened)}
            schoolYear={params.schoolYear ?? matrix.data.period.schoolYear}
            onClose={() => open()}
          />
        )}
      </div>
    </>
  );
}
