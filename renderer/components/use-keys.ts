import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { useCan } from '../api/session.ts';

/**
 * Runs an act on a key anywhere in the window. Keys are written as `ctrl+k`, `alt+1`, `insert`, `?`; letters and
 * signs without Ctrl or Alt, and a field's own undo and redo, are left alone while the person types or a dialog is open.
 */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return;
      const name = keyName(event);
      const act = current.current[name];
      const plain = (!name.includes('+') && !FUNCTION_KEY.test(name)) || FIELD_KEYS.has(name);
      if (!act || (plain && isTyping(event.target))) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

type Keys = Parameters<typeof useKeys>[0];

/** Keys of an act, for those who may do it. */
export const useActKeys = (procedure: ProcedureName, keys: Keys): void =>
  useKeys(useCan(procedure) ? keys : {});

/** Ctrl+Enter stores a form from each of its fields, for those who may. */
export function useSaveKey(procedure: ProcedureName, save: () => void, keys = ['mod+Enter']): void {
  const may = useCan(procedure);
  useHotkeys(
    keys.map((key) => [key, () => may && save()]),
    [],
  );
}

/** Types nothing, so it does the same in a field. */
const FUNCTION_KEY = /^f\d+$/;

/** A field takes its own typing back by these. */
const FIELD_KEYS: ReadonlySet<string> = new Set(['ctrl+z', 'ctrl+y', 'ctrl+shift+z']);

function keyName(event: KeyboardEvent): string {
  // With Alt some layouts give another sign, so digits are told by their place on the keyboard.
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const key = event.altKey && digit ? digit : event.key.toLowerCase();
  return `${event.ctrlKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${event.shiftKey && event.ctrlKey ? 'shift+' : ''}${key}`;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement
    ? !/^(radio|checkbox|button)$/.test(target.type)
    : target instanceof HTMLElement &&
      (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
