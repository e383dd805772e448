import { FollowUpTabs } from '../../components/follow-up-tabs.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { vi } from '../../i18n/vi.ts';

/** ExamResultsScreen. */
export function ExamResultsScreen() {
  return (
    <div className="ct-screen">
      <PageHeader title={vi.screens['exam-results']} />
      <FollowUpTabs />
    </div>
  );
}
