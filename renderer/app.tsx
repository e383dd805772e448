import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import type { Client } from './api/client.ts';
import { ClientProvider, useProcedure } from './api/hooks.ts';
import { schemeManager } from './appearance.ts';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { ErrorNotice } from './components/error-notice.tsx';
import { useLater } from './components/use-later.ts';
import { Work } from './features/sign-in/work.tsx';
import { vi } from './i18n/vi.ts';
import { theme } from './theme.ts';

/** Seen once in the life of a folder, so it is no part of every start. */
const FirstRun = lazy(() =>
  import('./features/first-run/first-run.tsx').then((m) => ({ default: m.FirstRun })),
);

const FailureScreen = lazy(() =>
  import('./features/backups/failure-screen.tsx').then((m) => ({ default: m.FailureScreen })),
);

interface AppProps {
  readonly client: Client;
  readonly queries: QueryClient;
  /** Of this load: style elements made at run time carry it. */
  readonly nonce: string;
  /** Called when the window is there and hears. */
  readonly onReady?: () => void;
}

/** The whole window. */
export function App({ client, queries, nonce, onReady }: AppProps) {
  useEffect(() => onReady?.(), [onReady]);
  const scheme = useMemo(() => schemeManager(client, queries), [client, queries]);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={scheme}
      getStyleNonce={() => nonce}
    >
      <Notices />
      <QueryClientProvider client={queries}>
        <ClientProvider value={client}>
          <ErrorBoundary>
            <Start />
          </ErrorBoundary>
        </ClientProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** A notice that comes before its place is there waits for it. */
function Notices() {
  return (
    useLater() && (
      <Notifications position="bottom-center" zIndex={400} containerWidth={520} className="ct-notices" />
    )
  );
}

/** What the data folder allows: work, a first run, or a screen that says why not. */
function Start() {
  const status = useProcedure('app.status', {});
  if (status.error) {
    return (
      <main className="ct-start">
        <ErrorNotice title={vi.errors.startTitle} error={status.error} onRetry={() => status.refetch()} />
      </main>
    );
  }
  const waiting = <main className="ct-start" aria-busy="true" aria-label={vi.app.loading} />;
  if (!status.data) return waiting;
  if (status.data.failure) {
    return (
      <Suspense fallback={waiting}>
        <FailureScreen status={status.data} failure={status.data.failure} />
      </Suspense>
    );
  }
  if (status.data.initialised) return <Work status={status.data} />;
  return (
    <Suspense fallback={waiting}>
      <FirstRun status={status.data} />
    </Suspense>
  );
}
