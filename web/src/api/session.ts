import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, get, signedOut, type Schemas } from './client';

export type Session = Schemas['SessionDocument'];

/**
 * Who is signed in; null: nobody. Asked again when any request was refused for it. A session that ran out, unlike one that was
 * ended, is remembered until somebody signs in again: what its owner was typing stays in the page.
 */
export function useSession() {
  const queries = useQueryClient();
  const [expired, setExpired] = useState<Session | null>(null);
  useEffect(() => {
    const forget = () => {
      const was = queries.getQueryData<Session | null>(['session']);
      if (was) setExpired(was);
      queries.setQueryData(['session'], null);
    };
    addEventListener(signedOut, forget);
    return () => removeEventListener(signedOut, forget);
  }, [queries]);
  const session = useSessionQuery();
  useEffect(() => {
    if (!session.data || !expired) return;
    setExpired(null);
    void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  }, [session.data, expired, queries]);
  return { ...session, expired };
}

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

/** Whether who is signed in may do a kind of thing at all; what may be done at one strategy or account stands there. */
export function useMay(scope: Schemas['Scope']): boolean {
  return useSession().data?.scopes.includes(scope) ?? false;
}
