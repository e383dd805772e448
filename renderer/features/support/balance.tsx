import { Button } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import type { SchoolBalance } from '../../../preload/contract/support.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can } from '../../components/rights.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import type { FaceProps } from './support-screen.tsx';

const texts = vi.support;
const words = texts.balance;
const NO_ROWS: readonly SchoolBalance[] = [];

const sumColumn = (
  id: string,
  header: string,
  value: (row: SchoolBalance) => number,
): Column<SchoolBalance> => ({
  id,
  header,
  value,
  cell: (row) => formatCount(value(row)),
  align: 'right',
  width: 136,
});

const COLUMNS: readonly Column<SchoolBalance>[] = [
  { id: 'name', header: words.school, value: ({ name }) => name, minWidth: 210, wrap: true },
  { id: 'level', header: words.level, value: ({ level }) => vi.levels[level], width: 90 },
  { id: 'unit', header: words.unit, value: ({ unit }) => unit, width: 112 },
  {
    id: 'difficulty',
    header: words.difficulty,
    value: ({ needsSupport }) => (needsSupport ? words.inDifficulty : null),
    cell: ({ needsSupport }) => needsSupport && <StateBadge tone="warn" text={words.inDifficulty} />,
    width: 108,
  },
  sumColumn('receivedItems', words.receivedItems, ({ received }) => received.items),
  sumColumn('receivedAmount', words.receivedAmount, ({ received }) => received.amount),
  sumColumn('givenItems', words.givenItems, ({ given }) => given.items),
  sumColumn('givenAmount', words.givenAmount, ({ given }) => given.amount),
];

/** What each school gave and got; here the schools in difficulty are marked. */
export function SchoolBalanceTable({ days, periodField }: FaceProps) {
  const balance = useProcedure('support.balance', days);
  const setPriority = useCommand('support.setPriority');
  const undoLast = useUndoLast();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const rows = balance.data?.schools ?? NO_ROWS;
  const chosen = rows.filter(({ id }) => ticked.has(id));
  const mark = (needsSupport: boolean) => {
    const schoolIds = chosen.filter((row) => row.needsSupport !== needsSupport).map(({ id }) => id);
    setPriority.mutate(
      { schoolIds, needsSupport },
      {
        onSuccess: () => {
          setTicked(new Set());
          notifyDone((needsSupport ? words.marked : words.unmarked)(schoolIds.length), {
            label: vi.common.undo,
            run: () => undoLast('support.setPriority'),
          });
        },
        onError: notifyError,
      },
    );
  };
  const toMark = chosen.filter(({ needsSupport }) => !needsSupport).length;
  const toUnmark = chosen.length - toMark;
  useStatusText(words.inDifficultyCount(rows.filter(({ needsSupport }) => needsSupport).length));
  return (
    <>
      <div className="ct-toolbar">
        {periodField}
        <Can do="support.setPriority">
          {toMark > 0 && (
            <Button variant="light" loading={setPriority.isPending} onClick={() => mark(true)}>
              {words.mark(toMark)}
            </Button>
          )}
          {toUnmark > 0 && (
            <Button variant="light" loading={setPriority.isPending} onClick={() => mark(false)}>
              {words.unmark(toUnmark)}
            </Button>
          )}
          <span className="support-hint ct-dim ct-small">{words.hint}</span>
        </Can>
      </div>
      <div className="ct-split">
        <div className="ct-table-box">
          {balance.error ? (
            <ErrorNotice error={balance.error} onRetry={() => balance.refetch()} />
          ) : (
            <DataTable
              label={texts.faces.schools}
              rows={rows}
              columns={COLUMNS}
              rowId={({ id }) => id}
              loading={balance.isPending}
              settingsKey="support-balance"
              selection={{ ids: ticked, onChange: setTicked }}
              empty={<EmptyState icon={IconScale} text={words.nothing} />}
            />
          )}
        </div>
      </div>
    </>
  );
}

interface Sum {
  readonly items: number;
  readonly amount: number;
}

/** What went with the direction of the pairs and against it, and from unit to unit. */
export function DirectionBalance({ days, periodField }: FaceProps) {
  const { data, error, refetch } = useProcedure('support.balance', days);
  const total = sumOf(data?.directions ?? []);
  useStatusText(texts.total(total.items, total.amount));
  return (
    <>
      <div className="ct-toolbar">{periodField}</div>
      <div className="ct-scroll support-directions">
        {error && <ErrorNotice error={error} onRetry={() => refetch()} />}
        {data && total.items === 0 && <EmptyState icon={IconScale} text={words.nothing} />}
        {data && total.items > 0 && (
          <>
            <SumTable
              title={words.byDirection}
              headings={[words.direction]}
              rows={data.directions.map(({ direction, ...sum }) => ({
                cells: [texts.directions[direction]],
                ...sum,
              }))}
            />
            <SumTable
              title={words.byUnit}
              headings={[words.from, words.to]}
              rows={data.units.map(({ giverUnit, receiverUnit, ...sum }) => ({
                cells: [giverUnit ?? texts.outside, receiverUnit],
                ...sum,
              }))}
            />
          </>
        )}
      </div>
    </>
  );
}

const sumOf = (rows: readonly Sum[]): Sum => ({
  items: rows.reduce((sum, { items }) => sum + items, 0),
  amount: rows.reduce((sum, { amount }) => sum + amount, 0),
});

interface SumTableProps {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (Sum & { readonly cells: readonly string[] })[];
}

function SumTable({ title, headings, rows }: SumTableProps) {
  const total = sumOf(rows);
  return (
    <section className="ct-card">
      <h2>{title}</h2>
      <table className="ct-plain-table" aria-label={title}>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
            <th scope="col" className="ct-number">
              {words.items}
            </th>
            <th scope="col" className="ct-number">
              {words.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, items, amount }) => (
            <tr key={cells.join(' ')}>
              {cells.map((cell) => (
                <td key={cell}>{cell}</td>
              ))}
              <td className="ct-number">{formatCount(items)}</td>
              <td className="ct-number">{formatCount(amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={headings.length}>{words.sum}</td>
            <td className="ct-number">{formatCount(total.items)}</td>
            <td className="ct-number">{formatCount(total.amount)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
