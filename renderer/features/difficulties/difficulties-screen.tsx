import { FollowUpTabs } from '../../components/follow-up-tabs.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { vi } from '../../i18n/vi.ts';

/** DifficultiesScreen. */
export function DifficultiesScreen() {
  return (
    <div className="ct-screen">
      <PageHeader title={vi.screens.difficulties} />
      <FollowUpTabs />
    </div>
  );
}
