import { useEffect } from 'react';
import { createStore, type Store, useStore } from '../api/store.ts';

const text = createStore('');
const selection = createStore('');

function useText(store: Store<string>, next: string): void {
  useEffect(() => {
    store.set(next);
    return () => store.set('');
  }, [store, next]);
}

/** Says in the status bar what the screen shows and what of it is ticked. */
export const useStatusText = (next: string): void => useText(text, next);

/** Says in the status bar what the selected cells hold. */
export const useSelectionText = (next: string): void => useText(selection, next);

export const useShownStatusText = (): string => useStore(text);
export const useShownSelectionText = (): string => useStore(selection);
