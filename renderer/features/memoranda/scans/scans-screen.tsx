import { Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useProcedure } from '../../../api/hooks.ts';
import { BackLink } from '../../../components/back-link.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Can, ReadOnlyNote } from '../../../components/rights.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { formatCount } from '../../../i18n/format.ts';
import { vi } from '../../../i18n/vi.ts';
import { navigate, useRoute } from '../../../route.ts';
import { Stacks } from './stacks.tsx';
import { TakeScans } from './take-scans.tsx';
import './scans.css';

// The PDF reader comes only when a page is looked at.
const Tray = lazy(() => import('./tray.tsx').then((m) => ({ default: m.Tray })));

const PARTS = ['take', 'tray', 'stacks'] as const;

/** Where scanned stacks come in, find their memoranda, and what could not be placed waits for a person. */
export function ScansScreen() {
  const { part: named } = useRoute().params;
  const part = PARTS.find((name) => name === named) ?? 'take';
  const waiting = useProcedure('scans.tray', {}).data?.pages.length ?? 0;
  useKeys({ escape: () => navigate('memoranda') });
  return (
    <div className="ct-screen">
      <PageHeader title={vi.memoranda.scans.title} before={<BackLink to="memoranda" />} />
      <Tabs
        className="scans"
        value={part}
        onChange={(value) => navigate('memoranda', { view: 'scans', part: value ?? 'take' })}
      >
        <Tabs.List className="scans-tabs">
          {PARTS.map((name) => (
            <Tabs.Tab
              key={name}
              value={name}
              rightSection={name === 'tray' && <span className="ct-dim">{formatCount(waiting)}</span>}
            >
              {vi.memoranda.scans.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="take" className="ct-scroll scans-panel">
          <ReadOnlyNote do="scans.file" />
          <Can do="scans.file">
            <TakeScans waiting={waiting} />
          </Can>
        </Tabs.Panel>
        <Tabs.Panel value="tray" className="scans-tray-panel">
          <Suspense fallback={null}>
            <Tray />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="stacks" className="ct-scroll scans-panel">
          <Stacks />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
