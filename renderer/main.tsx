import './csp.ts';
import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './styles.css';
import { QueryClient } from '@tanstack/react-query';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createClient } from './api/client.ts';
import { refetchOnChange } from './api/hooks.ts';
import { takeUpOpening } from './api/opening.ts';
import { followSession } from './api/session.ts';
import { App } from './app.tsx';
import { chooseTransport } from './transport/transport.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const client = createClient(chooseTransport());
const queries = new QueryClient({
  // Data only changes through the backend, which says so; nothing is gained by asking again on its own.
  defaultOptions: {
    queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
  },
});
refetchOnChange(client, queries);
followSession(client, queries);
takeUpOpening(queries);

// At once: whatever else waits for the thread would come before the first picture.
flushSync(() => createRoot(root).render(<App client={client} queries={queries} />));
