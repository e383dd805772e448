import { isMantineColorScheme, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { SCHEME as KEY } from '../preload/contract/setting-keys.ts';
import type { OutputOf } from '../preload/contract/types.ts';
import type { Client } from './api/client.ts';

/** Keeps light or dark with the other screen settings, in the backend; the page brings it along. */
export function schemeManager(client: Client, queries: QueryClient): MantineColorSchemeManager {
  const brought = queries.getQueryData<OutputOf<'settings.get'>>(['settings.get', { key: KEY }])?.value;
  let update: ((scheme: MantineColorScheme) => void) | undefined;
  let stop = () => {};
  return {
    get: (initial) => (isMantineColorScheme(brought) ? brought : initial),
    set(scheme) {
      // A scheme that can't be kept still holds until the window closes.
      client.call('settings.set', { key: KEY, value: scheme }).catch(() => {});
    },
    subscribe(onUpdate) {
      update = onUpdate;
      const read = () =>
        void client
          .call('settings.get', { key: KEY })
          .then(({ value }) => {
            if (isMantineColorScheme(value)) update?.(value);
          })
          .catch(() => {});
      if (brought === undefined) read();
      // Each user has his own, and before somebody has signed in there is none.
      stop = client.onSessionChanged(read);
    },
    unsubscribe() {
      update = undefined;
      stop();
    },
    clear() {},
  };
}
