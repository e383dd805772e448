import { SegmentedControl, Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReportMap } from '../../../preload/contract/report-figures.ts';
import { useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PeriodField } from '../../components/period-field.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { ChartsTab } from './charts-tab.tsx';
import { DepartmentTab } from './department-tab.tsx';
import { ExportButton } from './export-dialog.tsx';
import { FormsTab } from './forms-tab.tsx';
import { NarrativeTab } from './narrative-tab.tsx';
import { SentTab } from './sent-tab.tsx';
import './reports.css';
import { Can } from '../../components/rights.tsx';

const TABS = [
  'forms',
  'narrative',
  'charts',
  'department',
  'sent',
] as const satisfies readonly (keyof typeof vi.reports.tabs)[];

/** A period with its report: figures, words, charts, the department's forms, and what was sent before. */
export function ReportsScreen() {
  const { params } = useRoute();
  const tab = TABS.find((each) => each === params.tab) ?? 'forms';
  const suggested = useProcedure('reports.periods', {});
  const [choice, setChoice] = useState(params.period);

  // A link may ask for a period, also while the screen is open.
  useEffect(() => {
    if (params.period) setChoice(params.period);
  }, [params.period]);

  const periods = suggested.data?.periods ?? [];
  const period = choice ?? periods[0]?.code ?? '';
  const [map, setMap] = useState<ReportMap>('then');
  const units = useProcedure('organisations.list', {}).data?.organisations ?? [];
  const figures = useProcedure('reports.figures', { period, map }, { enabled: period !== '' });
  const shown = period === '' ? undefined : figures.data;
  useStatusText(
    shown
      ? `${shown.period.label} · ${vi.common.range(formatDay(shown.period.startsOn), formatDay(shown.period.endsOn))}`
      : '',
  );

  return (
    <div className="ct-screen">
      <PageHeader title={vi.reports.title} note={shown?.period.label}>
        <Can do="reports.export">
          <ExportButton figures={shown} />
        </Can>
      </PageHeader>
      <div className="ct-toolbar">
        <PeriodField
          label={vi.reports.period}
          period={period}
          name={shown?.period.label}
          onChange={setChoice}
        />
        {!period.includes('..') && shown && (
          <span className="ct-dim">
            {vi.common.range(formatDay(shown.period.startsOn), formatDay(shown.period.endsOn))}
          </span>
        )}
        {tab === 'forms' && units.some(({ endedOn }) => endedOn !== null) && (
          <SegmentedControl<ReportMap>
            aria-label={vi.reports.map}
            data={[
              { value: 'then', label: vi.reports.mapThen },
              { value: 'now', label: vi.reports.mapNow },
            ]}
            value={map}
            onChange={setMap}
          />
        )}
      </div>
      {suggested.error || figures.error ? (
        <div className="ct-table-box">
          <ErrorNotice
            error={suggested.error ?? figures.error ?? new Error()}
            onRetry={() => (suggested.error ? suggested.refetch() : figures.refetch())}
          />
        </div>
      ) : (
        <Tabs
          className="report-tabs"
          keepMounted={false}
          value={tab}
          onChange={(value) => navigate('reports', { tab: value ?? 'forms' })}
        >
          <Tabs.List aria-label={vi.reports.title}>
            {TABS.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {vi.reports.tabs[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="forms">
            <FormsTab figures={shown} />
          </Tabs.Panel>
          <Tabs.Panel value="sent">
            <SentTab />
          </Tabs.Panel>
          {period !== '' && (
            <>
              <Tabs.Panel value="narrative">
                <NarrativeTab key={period} period={period} />
              </Tabs.Panel>
              <Tabs.Panel value="charts">
                <ChartsTab period={period} />
              </Tabs.Panel>
              <Tabs.Panel value="department">
                <DepartmentTab period={period} />
              </Tabs.Panel>
            </>
          )}
        </Tabs>
      )}
    </div>
  );
}
