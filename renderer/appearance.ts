import { isMantineColorScheme, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import type { Client } from './api/client.ts';

const KEY = 'appearance.scheme';

/** Keeps light or dark with the other screen settings, in the backend. */
export function schemeManager(client: Client): MantineColorSchemeManager {
  let update: ((scheme: MantineColorScheme) => void) | undefined;
  let stop = () => {};
  return {
    get: (initial) => initial,
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
      read();
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
