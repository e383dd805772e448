import { IconChartBar } from '@tabler/icons-react';
import { chartName } from '../../../preload/contract/charts.ts';
import { Charts } from '../../components/charts.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { vi } from '../../i18n/vi.ts';

/** The figures of a period as pictures, each with its table. */
export const ChartsTab = ({ period }: { readonly period: string }) => (
  <Charts
    period={period}
    charts={chartName.options}
    empty={<EmptyState icon={IconChartBar} text={vi.charts.none} />}
  />
);
