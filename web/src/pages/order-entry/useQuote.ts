import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';

const quoteEveryMs = 1_000;

/** The newest quote of one market. */
export const useQuote = (account: string | undefined, symbol: string | undefined) =>
  useQuery({
    queryKey: ['quote', account, symbol],
    queryFn: ({ signal }) => get<Schemas['QuoteDocument']>(at(`accounts/${account}/quotes/${symbol}`), signal),
    enabled: account !== undefined && symbol !== undefined,
    refetchInterval: quoteEveryMs,
  });
