import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiError, get, signedOut, type Schemas } from './client';

export type Session = Schemas['SessionDocument'];

/** Who is signed in; null: nobody. Asked again when any request was refused for it. */
export function useSession() {
  const queries = useQueryClient();
  useEffect(() => {
    const forget = () => queries.setQueryData(['session'], null);
    addEventListener(signedOut, forget);
    return () => removeEventListener(signedOut, forget);
  }, [queries]);
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
