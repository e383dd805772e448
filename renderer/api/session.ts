import { type QueryClient, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { mayDo, RIGHTS, type Right } from '../../preload/contract/rights.ts';
import type { ProcedureName } from '../../preload/contract/types.ts';
import type { Session } from '../../preload/contract/users.ts';
import type { ApiError, Client } from './client.ts';
import { useClient } from './hooks.ts';

const KEY = ['session.get', {}];
/** What says nothing that is somebody's own. */
const COMMON: ReadonlySet<unknown> = new Set(['session.get', 'app.status', 'app.firstChoices']);

/** Asks again who works whenever somebody came or went. */
export const followSession = (client: Pick<Client, 'onSessionChanged'>, queries: QueryClient): (() => void) =>
  client.onSessionChanged(() => void queries.invalidateQueries({ queryKey: KEY }));

/** Who works. What was fetched for somebody is forgotten before another one sees it. */
export function useSession(): UseQueryResult<Session, ApiError> {
  const client = useClient();
  const queries = useQueryClient();
  return useQuery<Session, ApiError>({
    queryKey: KEY,
    queryFn: async () => {
      const before = queries.getQueryData<Session>(KEY)?.person;
      const now = await client.call('session.get', {});
      if (before && before.id !== now.person?.id)
        queries.removeQueries({ predicate: ({ queryKey }) => !COMMON.has(queryKey[0]) });
      return now;
    },
  });
}

/** What whoever works has the right to; the backend decides, this only says what to offer. */
export function useMay(): (right: Right) => boolean {
  const role = useSession().data?.person?.role;
  return useCallback((right) => role !== undefined && mayDo(role, right), [role]);
}

/** Whether whoever works may call a procedure. */
export const useCan = (procedure: ProcedureName): boolean => useMay()(RIGHTS[procedure]);

/**
 * Locks the program, or asks again who works. What is typed and still waits for its pause is stored first, as it is when
 * the window is closed; what a form keeps is there again afterwards.
 */
export async function lock(client: Client, how: 'session.lock' | 'session.signOut'): Promise<void> {
  document.dispatchEvent(new Event('visibilitychange'));
  // What that began is sent in the next turn.
  await new Promise((resolve) => setTimeout(resolve));
  await client.settled();
  await client.call(how, {});
}
