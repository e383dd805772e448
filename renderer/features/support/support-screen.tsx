import { FollowUpTabs } from '../../components/follow-up-tabs.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { vi } from '../../i18n/vi.ts';

/** SupportScreen. */
export function SupportScreen() {
  return (
    <div className="ct-screen">
      <PageHeader title={vi.screens.support} />
      <FollowUpTabs />
    </div>
  );
}
