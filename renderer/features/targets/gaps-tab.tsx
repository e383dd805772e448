import { Skeleton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useProcedure } from '../../api/hooks.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { GapList } from '../../components/gap-list.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.targets.gaps;

/** Everything that is missing today. */
export function GapsTab() {
  const gaps = useProcedure('gaps.list', {});
  const count = gaps.data?.gaps.length ?? 0;
  useStatusText(texts.count(count));
  if (gaps.error) return <ErrorNotice error={gaps.error} onRetry={() => gaps.refetch()} />;
  if (!gaps.data) return <Skeleton height={92} radius="sm" />;
  if (count === 0) return <EmptyState icon={IconCircleCheck} text={texts.none} />;
  return (
    <div className="ct-scroll">
      <div className="ct-card targets-gaps">
        <GapList list={gaps.data} />
      </div>
    </div>
  );
}
