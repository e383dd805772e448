import type { InputOf, OutputOf } from '../../../preload/contract/types.ts';
import { useClient, useRunningJobs } from '../../api/hooks.ts';
import { createStore } from '../../api/store.ts';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { useOpenFile } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';
import { currentRoute, navigate } from '../../route.ts';

export type Generated = OutputOf<'memoranda.generate'>;

/** What was made last; stays, whatever screen is open, until the person puts it away. */
export const lastGenerated = createStore<Generated | null>(null);

/**
 * Makes the papers in the background, so that the person can go on working: the status bar shows how far it is
 * and can stop it, the list of memoranda keeps the result. A file for the printer opens as soon as it is there.
 */
export function useGenerate(): {
  readonly running: boolean;
  readonly start: (input: InputOf<'memoranda.generate'>) => void;
} {
  const client = useClient();
  const openFile = useOpenFile();
  const running = useRunningJobs().some((job) => job.name === 'memoranda.generate');
  const start = (input: InputOf<'memoranda.generate'>) => {
    client.run('memoranda.generate', input).then((result) => {
      lastGenerated.set(result);
      if (result.printSet) openFile(result.printSet);
      const { screen, params } = currentRoute();
      if (screen === 'memoranda' && Object.keys(params).length === 0) return;
      notifyDone(vi.memoranda.resultTitle(result.files.length), {
        label: vi.memoranda.showResult,
        run: () => navigate('memoranda'),
      });
    }, notifyError);
  };
  return { running, start };
}
