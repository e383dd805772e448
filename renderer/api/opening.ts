import type { QueryClient } from '@tanstack/react-query';
import { OWN_UNIT } from '../../preload/contract/setting-keys.ts';
import type { Screen } from '../route.ts';
import type { Client } from './client.ts';

/** What stands round every screen, as it was left. */
const SETTINGS = ['frame.folded', 'appearance.density', OWN_UNIT];

/**
 * Asks at once for all that the first picture says, as the screens would one after the other. Settles when it is known
 * who works on what; what is refused here is asked again, and told, by whoever shows it.
 */
export async function askForOpening(client: Client, queries: QueryClient, screen: Screen): Promise<void> {
  const ask = (name: 'app.status' | 'session.get' | 'programmes.get' | 'overview.get') =>
    queries.prefetchQuery({ queryKey: [name, {}], queryFn: () => client.call(name, {}) });
  const settings = SETTINGS.map((key) =>
    queries.prefetchQuery({
      queryKey: ['settings.get', { key }],
      queryFn: async () => (await client.call('settings.get', { key })).value,
    }),
  );
  const more = [ask('programmes.get'), ...(screen === 'overview' ? [ask('overview.get')] : [])];
  await Promise.all([ask('app.status'), ask('session.get'), ...more, ...settings]);
}
