import type { InputOf, OutputOf } from '../../../preload/contract/types.ts';
import { useClient, useRunningJobs } from '../../api/hooks.ts';
import { createStore } from '../../api/store.ts';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { vi } from '../../i18n/vi.ts';
import { currentRoute, navigate } from '../../route.ts';

export type Generated = OutputOf<'memoranda.generate'>;

/** What was made last; stays, whatever screen is open, until the person puts it away. */
export const lastGenerated = createStore<Generated | null>(null);

/**
 * Makes the papers in the background, so that the person can go on working: the status bar shows how far it is
 * and can stop it, the list of memoranda keeps the result.
 */
export function useGenerate(): {
  readonly running: boolean;
  readonly start: (input: InputOf<'memoranda.generate'>) => void;
} {
  const client = useClient();
  const running = useRunningJobs().some((job) => job.name === 'memoranda.generate');
  const start = (input: InputOf<'memoranda.generate'>) => {
    client.run('memoranda.generate', input).then((result) => {
      lastGenerated.set(result);
      const { screen, params } = currentRoute();
      if (screen === 'memoranda' && !params.id) return;
      notifyDone(vi.memoranda.resultTitle(result.files.length), {
        label: vi.memoranda.showResult,
        run: () => navigate('memoranda'),
      });
    }, notifyError);
  };
  return { running, start };
}
