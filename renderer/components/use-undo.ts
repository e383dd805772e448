import { useMutation } from '@tanstack/react-query';
import type { NamesOf } from '../../preload/contract/types.ts';
import { useClient } from '../api/hooks.ts';
import { vi } from '../i18n/vi.ts';
import { notifyDone, notifyError } from './notices.tsx';

/** What the journal can name. */
type Deed = NamesOf<'command' | 'job'>;

/**
 * Takes back the command that was just given, by the journal. Does nothing when something else has happened
 * since: then the history screen is the place.
 */
export function useUndoLast(): (command: Deed) => void {
  const client = useClient();
  const undo = useMutation({
    mutationFn: async (command: Deed) => {
      const [last] = (await client.call('history.list', { limit: 1 })).entries;
      if (last?.command !== command || !last.undoable) return false;
      await client.call('history.undo', { sequence: last.sequence });
      return true;
    },
    onSuccess: (done) => done && notifyDone(vi.common.undone),
    onError: notifyError,
  });
  return undo.mutate;
}
