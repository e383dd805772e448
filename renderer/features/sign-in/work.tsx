import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useClient } from '../../api/hooks.ts';
import { lock, useSession } from '../../api/session.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { vi } from '../../i18n/vi.ts';
import { Frame } from '../frame/frame.tsx';
import { useIdle } from './use-idle.ts';

// Most offices sign in by themselves: no part of every start.
const SignIn = lazy(() => import('./sign-in.tsx').then((m) => ({ default: m.SignIn })));

/**
 * Work, or whoever is to be let in. What somebody was doing stays behind the lock until he is back; for anybody else
 * the screens begin anew.
 */
export function Work({ status }: { readonly status: OutputOf<'app.status'> }) {
  const { data: session, error, refetch } = useSession();
  const queries = useQueryClient();
  const open = session?.state === 'open';
  const person = session?.person;
  const wasOpen = useRef<string | null>(null);
  const wasClosed = useRef(false);
  const key = person ? (person.id ?? 'system') : null;
  if (open) wasOpen.current = key;

  useEffect(() => {
    if (session === undefined) return;
    document.body.toggleAttribute('data-ct-closed', !open);
    // Nothing was told meanwhile.
    if (open && wasClosed.current) void queries.invalidateQueries();
    wasClosed.current = !open;
  }, [session, open, queries]);

  if (error) {
    return (
      <main className="ct-start">
        <ErrorNotice title={vi.errors.startTitle} error={error} onRetry={() => refetch()} />
      </main>
    );
  }
  const waiting = <main className="ct-start" aria-busy="true" aria-label={vi.app.loading} />;
  if (!session) return waiting;
  return (
    <>
      {key !== null && wasOpen.current === key && (
        <div key={key} className="ct-work" hidden={!open}>
          <Frame status={status} />
          {open && session.people.length > 0 && <Locks minutes={session.idleMinutes} />}
        </div>
      )}
      {!open && (
        <Suspense fallback={waiting}>
          <SignIn session={session} />
        </Suspense>
      )}
    </>
  );
}

/** Locks by key, and by itself when nobody has touched the window for a while. */
function Locks({ minutes }: { readonly minutes: number | null }) {
  const client = useClient();
  const lockNow = () => void lock(client, 'session.lock').catch(() => {});
  const act = useRef(lockNow);
  act.current = lockNow;
  useEffect(() => {
    // Whatever is open: who leaves is in a hurry.
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || !event.shiftKey || event.key.toLowerCase() !== 'l') return;
      event.preventDefault();
      act.current();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
  useIdle(minutes, lockNow);
  return null;
}
