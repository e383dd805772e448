import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../api/hooks.ts';
import { deedName } from '../i18n/deed-name.ts';
import { vi } from '../i18n/vi.ts';
import { notifyDone, notifyError } from './notices.tsx';
import { useActKeys } from './use-keys.ts';

/**
 * Takes back this run's last edit, and does it again, by the keys of every office program. The number it gives
 * goes up with each step: what holds values of before must be made anew by it.
 */
export function useSteps(): number {
  const client = useClient();
  const queries = useQueryClient();
  const [taken, setTaken] = useState(0);
  const step = useMutation({
    // Keys pressed faster than a step is taken wait for their turn.
    scope: { id: 'steps' },
    mutationFn: async (way: 'undo' | 'redo') => {
      const next = (await client.call('history.steps', {}))[way];
      if (!next) return vi.history[way === 'undo' ? 'nothingToUndo' : 'nothingToRedo'];
      await client.call('history.undo', { sequence: next.sequence });
      await queries.invalidateQueries();
      setTaken((count) => count + 1);
      return vi.history[way === 'undo' ? 'undone' : 'redone'](deedName(next.command));
    },
    onSuccess: (text) => notifyDone(text),
    onError: notifyError,
  });
  const go = (way: 'undo' | 'redo') => step.mutate(way);
  useActKeys('history.undo', {
    'ctrl+z': () => go('undo'),
    'ctrl+y': () => go('redo'),
    'ctrl+shift+z': () => go('redo'),
  });
  return taken;
}
