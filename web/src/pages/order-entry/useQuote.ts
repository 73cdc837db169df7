import { useQuery, useQueryClient } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { useLiveState, useMessages } from '../../live/useLive';

type Quote = Schemas['QuoteDocument'];

const unfedEveryMs = 1_000;

/** The newest quote of one market: read once, then kept by the feed; polled where there is none. */
export function useQuote(account: string | undefined, symbol: string | undefined) {
  const queries = useQueryClient();
  const feed = useLiveState();
  const isKnown = account !== undefined && symbol !== undefined;
  useMessages(isKnown ? `quote:${account}:${symbol}` : null, (type, data) => {
    const told = type === 'snapshot' ? (data as Quote[])[0] : type === 'quote' ? (data as Quote) : undefined;
    if (told) queries.setQueryData<Quote>(['quote', account, symbol], told);
  });
  return useQuery({
    queryKey: ['quote', account, symbol],
    queryFn: ({ signal }) => get<Quote>(at(`accounts/${account}/quotes/${symbol}`), signal),
    enabled: isKnown,
    refetchInterval: feed === 'live' ? false : unfedEveryMs,
  });
}
