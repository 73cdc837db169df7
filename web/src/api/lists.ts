import { keepPreviousData, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { at, get } from './client';

interface Page<T> {
  items: T[];
  next?: string | null;
}

type Filters = Record<string, string | number | boolean | undefined | null>;

/** A paged list, newest first; the rest is read as it scrolls into view. */
export function useList<T>(path: string, filters: Filters = {}, everyMs?: number) {
  const query = useInfiniteQuery<Page<T>, Error, InfiniteData<Page<T>>, unknown[], string | undefined>({
    queryKey: [path, filters],
    queryFn: ({ pageParam, signal }) => get<Page<T>>(at(path, { limit: 100, ...filters, after: pageParam }), signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    maxPages: 50,
    refetchInterval: everyMs,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { rows, more, isPending: query.isPending, error: query.error, updatedAt: query.dataUpdatedAt, refetch: query.refetch };
}
