import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, at, get, put, type Schemas } from './client';

type Document = Schemas['LayoutDocument'];

/** Another browser of the same user may arrange the page too. */
const lookEveryMs = 10_000;

/** How this user left a page, on every browser; what was never kept is as it is at first. */
export function useLayout<T extends object>(page: string, initial: T) {
  const queries = useQueryClient();
  const key = ['layout', page];
  const kept = useQuery({ queryKey: key, queryFn: ({ signal }) => get<Document>(at(`layouts/${page}`), signal), refetchInterval: lookEveryMs });
  const save = useMutation<Document, ApiError, T>({
    // One after the other: each says the version that the one before it made.
    scope: { id: `layout ${page}` },
    mutationFn: (layout) => put<Document>(at(`layouts/${page}`), { layout, version: queries.getQueryData<Document>(key)?.version ?? 0 }),
    onMutate: async (layout) => {
      await queries.cancelQueries({ queryKey: key });
      queries.setQueryData<Document>(key, (before) => ({ page, version: before?.version ?? 0, layout }));
    },
    // What is shown may be newer than what was saved: only the version is taken over.
    onSuccess: (saved) => queries.setQueryData<Document>(key, (before) => ({ ...saved, layout: before?.layout ?? saved.layout })),
    onError: () => queries.invalidateQueries({ queryKey: key }),
  });
  return {
    layout: (kept.data?.layout as T | undefined) ?? initial,
    isKnown: kept.data !== undefined,
    keep: save.mutate,
    problem: !save.error ? undefined : save.error.status === 409 ? 'Another browser arranged this page meanwhile; its arrangement is shown. Arrange it again if you want yours.' : `Not kept: ${save.error.message}`,
  };
}
