import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, at, get, put, type Schemas } from './client';

type Document = Schemas['LayoutDocument'];

/** Another browser of the same user may arrange the page too. */
const lookEveryMs = 15_000;

/** How this user left a page, on every browser; what was never kept is as it is at first. */
export function useLayout<T extends object>(page: string, initial: T) {
  const queries = useQueryClient();
  const key = ['layout', page];
  // What was just arranged stands at once, and until the server has it or refused it.
  const [own, setOwn] = useState<T | null>(null);
  const forget = (layout: T) => setOwn((present) => (present === layout ? null : present));
  const kept = useQuery({ queryKey: key, queryFn: ({ signal }) => get<Document>(at(`layouts/${page}`), signal), refetchInterval: lookEveryMs });
  const save = useMutation<Document, ApiError, T>({
    // One after the other: each says the version that the one before it made.
    scope: { id: `layout ${page}` },
    mutationFn: (layout) => put<Document>(at(`layouts/${page}`), { layout, version: queries.getQueryData<Document>(key)?.version ?? 0 }),
    onSuccess: (saved, layout) => {
      queries.setQueryData<Document>(key, saved);
      forget(layout);
    },
    onError: async (_, layout) => {
      await queries.invalidateQueries({ queryKey: key });
      forget(layout);
    },
  });
  return {
    layout: own ?? (kept.data?.layout as T | undefined) ?? initial,
    isKnown: kept.data !== undefined,
    keep: (layout: T) => {
      setOwn(layout);
      save.mutate(layout);
    },
    problem: !save.error ? undefined : save.error.status === 409 ? 'Another browser arranged this page meanwhile; its arrangement is shown. Arrange it again if you want yours.' : `Not kept: ${save.error.message}`,
  };
}
