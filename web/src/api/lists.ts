import { keepPreviousData, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { at, get } from './client';

interface Page<T> {
  items: T[];
  next?: string | null;
}

type Filters = Record<string, string | number | boolean | undefined | null>;

/** What a screen holds at most of one list. */
const pagesMax = 50;

/** A paged list, newest first; the rest is read as it scrolls into view. */
export function useList<T>(path: string, filters: Filters = {}, everyMs?: number, isOn = true) {
  const query = useInfiniteQuery<Page<T>, Error, InfiniteData<Page<T>>, unknown[], string | undefined>({
    queryKey: [path, filters],
    queryFn: ({ pageParam, signal }) => get<Page<T>>(at(path, { limit: 100, ...filters, after: pageParam }), signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    enabled: isOn,
  });
  const { isFetchingNextPage, fetchNextPage } = query;
  const hasMore = query.hasNextPage && (query.data?.pages.length ?? 0) < pagesMax;
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const more = useCallback(() => {
    if (hasMore && !isFetchingNextPage) void fetchNextPage();
  }, [hasMore, isFetchingNextPage, fetchNextPage]);
  return { rows, more, isPending: query.isPending, error: query.error, updatedAt: query.dataUpdatedAt, refetch: query.refetch };
}
