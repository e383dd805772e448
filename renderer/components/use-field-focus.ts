import { type RefObject, useEffect } from 'react';
import { currentRoute, href, useCurrentRoute } from '../route.ts';

/** How long a screen may take to bring the field that a link speaks of, ms. */
const PATIENCE = 4000;

/**
 * Focuses the field that the address names (`#/schools?id=…&field=principal`), once it is on screen. A field is known
 * by its path in the form, or by `data-field` on it or round it. The name then leaves the address, so that the same
 * link works again.
 */
export function useFieldFocus(within: RefObject<HTMLElement | null>): void {
  const { field } = useCurrentRoute().params;
  useEffect(() => {
    const box = within.current;
    if (!field || !box) return;
    const give = () => {
      const found = fieldIn(box, field);
      if (!found) return false;
      forgetField();
      found.scrollIntoView({ block: 'center' });
      found.focus({ preventScroll: true });
      return true;
    };
    if (give()) return;
    const observer = new MutationObserver(() => give() && observer.disconnect());
    observer.observe(box, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), PATIENCE);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [field, within]);
}

function fieldIn(box: HTMLElement, field: string): HTMLElement | null {
  const name = CSS.escape(field);
  // Of a list its first entry is as good as any.
  const all = box.querySelectorAll<HTMLElement>(
    `[data-path="${name}"], [data-path^="${name}."], [data-field="${name}"]`,
  );
  const found = [...all].find((element) => element.checkVisibility());
  return found?.matches('input, textarea, button, a')
    ? found
    : (found?.querySelector<HTMLElement>('input, textarea, button, a') ?? null);
}

function forgetField(): void {
  const { screen, params } = currentRoute();
  const { field: _, ...rest } = params;
  // Told to nobody: the screen stays as it is.
  window.history.replaceState(null, '', href(screen, rest));
}
