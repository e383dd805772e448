import { lazy, Suspense } from 'react';
import { useRoute } from '../../route.ts';
import { MemorandumList } from './memorandum-list.tsx';

// The list opens at once; the PDF reader comes only with the first paper that is looked at.
const MemorandumDetail = lazy(() =>
  import('./memorandum-detail.tsx').then((m) => ({ default: m.MemorandumDetail })),
);
const ScansScreen = lazy(() => import('./scans/scans-screen.tsx').then((m) => ({ default: m.ScansScreen })));
const RecordScreen = lazy(() => import('./record-screen.tsx').then((m) => ({ default: m.RecordScreen })));

/** All memoranda by state, one of them with its paper, or one of the works on many of them. */
export function MemorandaScreen() {
  const { id, view } = useRoute().params;
  if (id === undefined && view === undefined) return <MemorandumList />;
  return (
    <Suspense fallback={null}>
      {id ? <MemorandumDetail key={id} id={id} /> : view === 'scans' ? <ScansScreen /> : <RecordScreen />}
    </Suspense>
  );
}
