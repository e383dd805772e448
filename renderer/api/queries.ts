import { QueryClient } from '@tanstack/react-query';
import type { Answers } from '../../preload/contract/opening.ts';

/** The answers that are on screen, the first ones there already, so that the first picture waits for no question. */
export function createQueries(answers: Answers): QueryClient {
  const queries = new QueryClient({
    // Data only changes through the backend, which says so; nothing is gained by asking again on its own.
    defaultOptions: {
      queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    },
  });
  for (const [name, input, value] of answers) queries.setQueryData([name, input], value);
  return queries;
}
