import { Button, Skeleton, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconPhotoDown } from '@tabler/icons-react';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ChartName, ChartPicture, ChartTable } from '../../preload/contract/charts.ts';
import type { OutputOf } from '../../preload/contract/types.ts';
import type { ApiError } from '../api/client.ts';
import { useClient, useJob } from '../api/hooks.ts';
import { formatCount, formatNumber, formatShare, NONE } from '../i18n/format.ts';
import { vi } from '../i18n/vi.ts';
import { ErrorNotice } from './error-notice.tsx';
import { notifyError } from './notices.tsx';
import { useSaveFile } from './save-file.ts';
import './charts.css';

/** From this width of its place on, px, two charts stand side by side. */
const TWO_COLUMNS = 1360;
/** No chart is drawn wider, px: bars would part from their names. */
const WIDEST = 960;
/** Charts are drawn anew when their place has grown or shrunk by so much, px. */
const STEP = 20;
/** Between columns, and what a card takes at its sides, px. */
const GAP = 12;
const CARD = 34;

interface ChartsProps {
  /** The period as a person types it. */
  readonly period: string;
  readonly charts: readonly ChartName[];
  /** What stands there when no chart has anything to show. */
  readonly empty: ReactNode;
  /** `plain`: without cards and titles, where the place has its own. */
  readonly plain?: boolean;
}

/** The charts of a period as they fit here, each with its table; those without data are named below. */
export function Charts({ period, charts, empty, plain = false }: ChartsProps) {
  const { ref, width } = useElementSize();
  const columns = !plain && charts.length > 1 && width >= TWO_COLUMNS ? 2 : 1;
  const room = (width - GAP * (columns - 1)) / columns - (plain ? 0 : CARD);
  const drawn = useCharts(period, charts, Math.min(WIDEST, Math.floor(room / STEP) * STEP));
  const pictures = drawn.data?.charts;
  const missing = charts.filter((name) => pictures?.every((picture) => picture.name !== name));
  return (
    <div ref={ref} className="charts" data-columns={columns} data-plain={plain}>
      {drawn.error ? (
        <ErrorNotice error={drawn.error} onRetry={() => drawn.refetch()} />
      ) : pictures === undefined ? (
        <Skeleton height={320} radius="sm" />
      ) : pictures.length === 0 ? (
        empty
      ) : (
        <>
          <div className="charts-list">
            {pictures.map((picture) => (
              <ChartFigure key={picture.name} picture={picture} period={period} plain={plain} />
            ))}
          </div>
          {missing.length > 0 && (
            <p className="ct-dim">{vi.charts.missing(missing.map((name) => vi.charts.names[name]))}</p>
          )}
        </>
      )}
    </div>
  );
}

function useCharts(
  period: string,
  charts: readonly ChartName[],
  width: number,
): UseQueryResult<OutputOf<'charts.draw'>, ApiError> {
  const client = useClient();
  const theme = useComputedColorScheme('light');
  const input = { period, charts: [...charts], theme, width };
  return useQuery<OutputOf<'charts.draw'>, ApiError>({
    queryKey: ['charts.draw', input],
    queryFn: () => client.run('charts.draw', input),
    placeholderData: keepPreviousData,
    enabled: period !== '' && width > 0,
  });
}

interface ChartFigureProps {
  readonly picture: ChartPicture;
  readonly period: string;
  readonly plain: boolean;
}

function ChartFigure({ picture, period, plain }: ChartFigureProps) {
  const { name, title, summary, svg, width, height, table } = picture;
  const makePng = useJob('charts.png');
  const save = useSaveFile();
  return (
    <figure className={plain ? undefined : 'ct-card'}>
      {!plain && (
        <figcaption>
          <h2>{title}</h2>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPhotoDown size={16} />}
            aria-label={vi.charts.savePngOf(title)}
            loading={makePng.isPending}
            onClick={() => makePng.mutate({ period, chart: name }, { onSuccess: save, onError: notifyError })}
          >
            {vi.charts.savePng}
          </Button>
        </figcaption>
      )}
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
        alt={`${title}. ${summary}`}
        width={width}
        height={height}
      />
      <details>
        <summary>{vi.charts.table}</summary>
        <NumbersTable title={title} table={table} />
      </details>
    </figure>
  );
}

const NumbersTable = ({
  title,
  table: { columns, rows },
}: {
  readonly title: string;
  readonly table: ChartTable;
}) => (
  <div className="charts-table">
    <table className="ct-plain-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          {columns.map(({ heading, kind }) => (
            <th key={heading} scope="col" className={kind === 'text' ? undefined : 'ct-number'}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.filter((cell) => typeof cell === 'string').join(' | ')}>
            {columns.map(({ heading, kind }, at) => (
              <td key={heading} className={kind === 'text' ? undefined : 'ct-number'}>
                {cellText(kind, row[at] ?? null)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const FORMATS = {
  count: formatCount,
  money: formatCount,
  share: formatShare,
  mark: formatNumber,
} as const;

function cellText(kind: ChartTable['columns'][number]['kind'], cell: string | number | null): string {
  return kind === 'text' || typeof cell !== 'number' ? `${cell ?? NONE}` : FORMATS[kind](cell);
}
