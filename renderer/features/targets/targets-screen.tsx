import { Tabs } from '@mantine/core';
import { useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PeriodField } from '../../components/period-field.tsx';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { GapsTab } from './gaps-tab.tsx';
import { MatrixTab } from './matrix-tab.tsx';
import { PlanTab } from './plan-tab.tsx';
import { ProgressTab } from './progress-tab.tsx';
import './targets.css';

const texts = vi.targets;
const TABS = ['matrix', 'progress', 'plan', 'gaps'] as const;
/** Those that tell of a period. */
const OF_PERIOD: readonly string[] = ['matrix', 'progress'];

/** What was promised, what was planned, how far it is, and what is missing. */
export function TargetsScreen() {
  const { params } = useRoute();
  const tab = TABS.find((each) => each === params.tab) ?? 'matrix';
  const suggested = useProcedure('reports.periods', {});
  const periods = suggested.data?.periods ?? [];
  const likeliest = periods.find(({ kind }) => kind === 'nam_hoc') ?? periods[0];
  const period = params.period ?? likeliest?.code ?? '';
  return (
    <div className="ct-screen">
      <PageHeader title={texts.title}>
        {OF_PERIOD.includes(tab) && (
          <PeriodField
            label={texts.period}
            period={period}
            onChange={(value) => navigate('targets', { ...params, period: value })}
          />
        )}
      </PageHeader>
      {suggested.error ? (
        <div className="ct-table-box">
          <ErrorNotice error={suggested.error} onRetry={() => suggested.refetch()} />
        </div>
      ) : (
        <Tabs
          className="targets-tabs"
          keepMounted={false}
          value={tab}
          onChange={(value) =>
            navigate('targets', {
              tab: value ?? 'matrix',
              ...(params.period ? { period: params.period } : {}),
            })
          }
        >
          <Tabs.List aria-label={texts.title}>
            {TABS.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {texts.tabs[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="matrix">{period !== '' && <MatrixTab period={period} />}</Tabs.Panel>
          <Tabs.Panel value="progress">{period !== '' && <ProgressTab period={period} />}</Tabs.Panel>
          <Tabs.Panel value="plan">
            <PlanTab />
          </Tabs.Panel>
          <Tabs.Panel value="gaps">
            <GapsTab />
          </Tabs.Panel>
        </Tabs>
      )}
    </div>
  );
}
