import { useEffect } from 'react';
import { createStore, useStore } from '../api/store.ts';

const text = createStore('');

/** Says in the status bar what the screen shows and what of it is ticked. */
export function useStatusText(next: string): void {
  useEffect(() => {
    text.set(next);
    return () => text.set('');
  }, [next]);
}

export const useShownStatusText = (): string => useStore(text);
