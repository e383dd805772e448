import { lazy, Suspense } from 'react';
import { useRoute } from '../../route.ts';
import { MemorandumList } from './memorandum-list.tsx';

// The list opens at once; the PDF reader comes only with the first paper that is looked at.
const MemorandumDetail = lazy(() =>
  import('./memorandum-detail.tsx').then((m) => ({ default: m.MemorandumDetail })),
);

/** All memoranda by state, or one of them with its paper. */
export function MemorandaScreen() {
  const { id } = useRoute().params;
  return id ? (
    <Suspense fallback={null}>
      <MemorandumDetail key={id} id={id} />
    </Suspense>
  ) : (
    <MemorandumList />
  );
}
