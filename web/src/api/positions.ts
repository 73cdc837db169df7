import { useQueryClient } from '@tanstack/react-query';
import type { Schemas } from './client';
import { useList } from './lists';
import { useLiveState, useRefresh } from '../live/useLive';

/** Marks move all the time: what is open is read again this often. */
export const marksEveryMs = 1_000;
const emptyEveryMs = 15_000;

/** What is open now. Where nothing is, the feed tells when something opens, and nothing needs to be asked. */
export function useOpenPositions(everyMs: number) {
  const queries = useQueryClient();
  const feed = useLiveState();
  useRefresh('positions', 'positions');
  const filters = { open: 'true' };
  const known = queries.getQueryData<{ pages: { items: unknown[] }[] }>(['positions', filters]);
  const isEmpty = known?.pages.every((page) => page.items.length === 0) ?? false;
  return useList<Schemas['PositionDocument']>('positions', filters, isEmpty && feed === 'live' ? emptyEveryMs : everyMs);
}
