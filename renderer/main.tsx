import './csp.ts';
import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './styles.css';
import { flushSync } from 'react-dom';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { broughtAnswers } from './api/brought.ts';
import { createClient } from './api/client.ts';
import { refetchOnChange } from './api/hooks.ts';
import { createQueries } from './api/queries.ts';
import { followSession } from './api/session.ts';
import { App } from './app.tsx';
import { styleNonce } from './csp.ts';
import { chooseTransport } from './transport/transport.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const client = createClient(chooseTransport());
const queries = createQueries(broughtAnswers());
refetchOnChange(client, queries);
followSession(client, queries);

const app = (
  <App
    client={client}
    queries={queries}
    nonce={styleNonce()}
    // Until then nothing that is pressed would be heard.
    onReady={() => root.removeAttribute('inert')}
  />
);
if (root.hasChildNodes()) hydrateRoot(root, app);
else {
  // At once: whatever else waits for the thread would come before the first picture.
  flushSync(() => createRoot(root).render(app));
}
