import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useLiveState, useMessages, useRefresh } from '../live/useLive';
import type { Schemas } from './client';
import { useList } from './lists';

type Position = Schemas['PositionDocument'];
type Pages = InfiniteData<{ items: Position[] }>;

const filters = { open: 'true' };
/** While the feed tells of every change and every price, reading is only for what it does not tell: positions of another node. */
export const positionsFedMs = 15_000;
/** A market that moves tells of its price far more often than that. */
export const marksFedMs = 15_000;
const unfedMs = 1_000;

/** What is open now, at the prices of now: read once, then kept by the feed; polled where there is none. */
export function useOpenPositions() {
  const queries = useQueryClient();
  const feed = useLiveState();
  useRefresh('positions', 'positions');
  useMessages('positions', (type, data) => {
    if (type === 'mark') queries.setQueryData<Pages>(['positions', filters], (before) => before && marked(before, data as Position));
  });
  return useList<Position>('positions', filters, feed === 'live' ? positionsFedMs : unfedMs);
}

/** What one account holds of a symbol, from the list of what is open. */
export const usePosition = (account: string, symbol: string) => useList<Position>('positions', filters).rows.find((each) => each.accountId === account && each.symbol === symbol);

/** A price changes what is listed and adds nothing: what opens and closes is told apart from it, and may have been read since. */
function marked(before: Pages, told: Position): Pages {
  const isOutdated = (each: Position) => each.accountId === told.accountId && each.symbol === told.symbol && Date.parse(each.updatedAt) <= Date.parse(told.updatedAt);
  return { ...before, pages: before.pages.map((page) => (page.items.some(isOutdated) ? { ...page, items: page.items.map((each) => (isOutdated(each) ? told : each)) } : page)) };
}
