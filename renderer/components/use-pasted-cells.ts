import { useEffect, useRef } from 'react';

/**
 * Calls with every block of cells that is pasted anywhere on the screen, even where the caret is in a line of text;
 * a field of several lines keeps its own paste.
 */
export function usePastedCells(take: (text: string) => void, listens = true): void {
  const current = useRef(take);
  current.current = take;
  useEffect(() => {
    if (!listens) return;
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!text.includes('\t') || event.target instanceof HTMLTextAreaElement) return;
      // A table whose cells are selected takes them itself.
      if (event.target instanceof Element && event.target.closest('[data-takes-cells]')) return;
      event.preventDefault();
      current.current(text);
    };
    // Before the fields, whose own paste would put the whole block into one of them.
    window.addEventListener('paste', onPaste, { capture: true });
    return () => window.removeEventListener('paste', onPaste, { capture: true });
  }, [listens]);
}
