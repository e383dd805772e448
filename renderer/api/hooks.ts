import {
  keepPreviousData,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { InputOf, NamesOf, OutputOf } from '../../preload/contract/types.ts';
import type { ApiError, Client, JobName, RunningJob } from './client.ts';
import { useStore } from './store.ts';

const ClientContext = createContext<Client | null>(null);

export const ClientProvider = ClientContext.Provider;

/** The client of this window. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient outside ClientProvider');
  return client;
}

/** Fetches what is on screen anew whenever the backend says that data changed. */
export function refetchOnChange(client: Pick<Client, 'onDataChanged'>, queries: QueryClient): () => void {
  return client.onDataChanged(() => {
    // A first answer that is still on its way may be older than the change, and would be taken for the new one.
    for (const { promise, queryKey, state } of queries.getQueryCache().findAll({ fetchStatus: 'fetching' })) {
      const again = () => void queries.invalidateQueries({ queryKey, exact: true });
      if (state.data === undefined) promise?.then(again, again);
    }
    void queries.invalidateQueries();
  });
}

type QueryName = NamesOf<'query'> | NamesOf<'control'>;

/** A question by the key under which its answer is kept. */
const questionOf = <N extends QueryName>(client: Client, name: N, input: InputOf<N>) => ({
  queryKey: [name, input],
  queryFn: () => client.call(name, input),
});

/**
 * What a query answers, kept up to date. While a new input is being answered the answer to the last one stays,
 * so that lists do not jump.
 */
export function useProcedure<N extends QueryName>(
  name: N,
  input: InputOf<N>,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<OutputOf<N>, ApiError> {
  const client = useClient();
  return useQuery<OutputOf<N>, ApiError>({
    ...questionOf(client, name, input),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}

/**
 * Asks for what `useProcedure` is about to show: called by whoever turns to something else, the question is on its way before
 * anything is drawn anew.
 */
export function useAskAhead<N extends QueryName>(name: N): (input: InputOf<N>) => void {
  const client = useClient();
  const queries = useQueryClient();
  return useCallback(
    (input) => void queries.prefetchQuery(questionOf(client, name, input)),
    [client, queries, name],
  );
}

/** What follows a deed. Other than a mutation's own callbacks it is done although the screen was left meanwhile. */
interface Sequel<Output> {
  readonly onSuccess?: (output: Output) => unknown;
  readonly onError?: (error: ApiError) => unknown;
  readonly onSettled?: () => unknown;
}

/** Something a person does: a command or a job. */
export type Deed<Input, Output> = Omit<UseMutationResult<Output, ApiError, Input>, 'mutate'> & {
  readonly mutate: (input: Input, sequel?: Sequel<Output>) => void;
};

function useDeed<Input, Output>(run: (input: Input) => Promise<Output>): Deed<Input, Output> {
  const mutation = useMutation<Output, ApiError, Input>({ mutationFn: run });
  const { mutateAsync } = mutation;
  const mutate = useCallback(
    (input: Input, { onSuccess, onError, onSettled }: Sequel<Output> = {}) => {
      mutateAsync(input)
        .then(
          (output) => onSuccess?.(output),
          (error) => onError?.(error),
        )
        .finally(onSettled);
    },
    [mutateAsync],
  );
  return { ...mutation, mutate };
}

type CommandName = NamesOf<'command'> | NamesOf<'control'>;

/** A command as a deed; the lists on screen follow by the backend's own event. */
export function useCommand<N extends CommandName>(name: N): Deed<InputOf<N>, OutputOf<N>> {
  const client = useClient();
  return useDeed((input) => client.call(name, input));
}

/** A job as a deed; its progress and its cancel button stand in the status bar. */
export function useJob<N extends JobName>(name: N): Deed<InputOf<N>, OutputOf<N>> {
  const client = useClient();
  return useDeed((input) => client.run(name, input));
}

export function useRunningJobs(): readonly RunningJob[] {
  return useStore(useClient().jobs);
}

type Json = InputOf<'settings.set'>['value'];

/** How a screen was left, kept by the backend because a loopback window's own storage goes with its port. */
export function useSetting<T extends Json>(
  key: string,
  initial: T,
  isValid: (value: unknown) => value is T,
): readonly [T, (value: T) => void] {
  const client = useClient();
  const queries = useQueryClient();
  const stored = useQuery({
    ...questionOf(client, 'settings.get', { key }),
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.value;
  const value = isValid(stored) ? stored : initial;
  const set = useCallback(
    (next: T) => {
      queries.setQueryData(questionOf(client, 'settings.get', { key }).queryKey, { value: next });
      // A setting that can't be kept is no reason to disturb the person's work.
      client.call('settings.set', { key, value: next }).catch(() => {});
    },
    [client, queries, key],
  );
  return [value, set];
}
