import type { QueryClient } from '@tanstack/react-query';
import { OPENING_ELEMENT } from '../../preload/contract/opening.ts';

/** Takes up what the page brought along, so that the first picture waits for no question. */
export function takeUpOpening(queries: QueryClient): void {
  const brought: readonly [name: string, input: unknown, value: unknown][] = JSON.parse(
    document.getElementById(OPENING_ELEMENT)?.textContent ?? '[]',
  );
  for (const [name, input, value] of brought) queries.setQueryData([name, input], value);
}
