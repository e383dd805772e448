import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 600;

/**
 * A value that is saved as it is typed, after a short pause and when the screen is left. What comes from elsewhere (an
 * undo, another window) is taken over unless something typed still waits.
 */
export function useAutosave<T>(
  stored: T,
  save: (value: T) => Promise<unknown>,
): readonly [value: T, edit: (value: T, now?: boolean) => void] {
  const [value, setValue] = useState(stored);
  const known = useRef(JSON.stringify(stored));
  const waiting = useRef<{ value: T; timer: number } | null>(null);
  const saveNow = useRef(save);
  saveNow.current = save;

  const flush = () => {
    const held = waiting.current;
    if (!held) return;
    window.clearTimeout(held.timer);
    waiting.current = null;
    known.current = JSON.stringify(held.value);
    // The failure is told by the command's own notice; what was typed stays on screen.
    saveNow.current(held.value).catch(() => {});
  };

  useEffect(() => {
    const text = JSON.stringify(stored);
    if (waiting.current || text === known.current) return;
    known.current = text;
    setValue(stored);
  }, [stored]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed last matters when it is left
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, []);

  const edit = (next: T, now = false) => {
    setValue(next);
    if (waiting.current) window.clearTimeout(waiting.current.timer);
    waiting.current = { value: next, timer: window.setTimeout(flush, PAUSE_MS) };
    if (now) flush();
  };
  return [value, edit];
}
