import { PageHeader } from '../../components/page-header.tsx';
import { vi } from '../../i18n/vi.ts';

/** TargetsScreen. */
export function TargetsScreen() {
  return (
    <div className="ct-screen">
      <PageHeader title={vi.screens.targets} />
    </div>
  );
}
