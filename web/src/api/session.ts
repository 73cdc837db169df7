import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, get, remove, signedOut, type Schemas } from './client';

export type Session = Schemas['SessionDocument'];

const sessionRead = 'signalbox:session';
let isLeaving = false;

/** Asks who is signed in and tells the pages; where the server cannot be reached they stay as they are. */
export async function tellSession() {
  try {
    dispatchEvent(new CustomEvent<Session>(sessionRead, { detail: await get<Session>('/api/v1/session') }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) dispatchEvent(new Event(signedOut));
  }
}

/** Ends the session. The pages are told first, while they still listen; what they had read goes with them. */
export async function signOut(queries: QueryClient) {
  isLeaving = true;
  try {
    await remove('/api/v1/session');
    queries.setQueryData(['session'], null);
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  } finally {
    isLeaving = false;
  }
}

/**
 * Who is signed in; null: nobody. Asked again when any request was refused for it. A session that ran out, unlike one that was
 * ended, is remembered until somebody signs in again: what its owner was typing stays in the page.
 */
export function useSession() {
  const queries = useQueryClient();
  const [expired, setExpired] = useState<Session | null>(null);
  useEffect(() => {
    const forget = () => {
      // Whoever signs out is told by nobody that the session ran out.
      if (isLeaving) return;
      const was = queries.getQueryData<Session | null>(['session']);
      if (was) setExpired(was);
      queries.setQueryData(['session'], null);
    };
    const take = (event: Event) => queries.getQueryData(['session']) && queries.setQueryData(['session'], (event as CustomEvent<Session>).detail);
    addEventListener(signedOut, forget);
    addEventListener(sessionRead, take);
    return () => {
      removeEventListener(signedOut, forget);
      removeEventListener(sessionRead, take);
    };
  }, [queries]);
  const session = useSessionQuery();
  useEffect(() => {
    if (!session.data || !expired) return;
    setExpired(null);
    void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  }, [session.data, expired, queries]);
  return { ...session, expired };
}

/** Who is signed in, for what only looks: hearing of its end is for the one above. */
export const useSignedIn = (): Session | null | undefined => useSessionQuery().data;

function useSessionQuery() {
  return useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      try {
        return await get<Session>('/api/v1/session', signal);
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}
