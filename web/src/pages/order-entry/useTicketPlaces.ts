import { useQueries } from '@tanstack/react-query';
import { useAccounts } from '../../api/accounts';
import { at, get, type Schemas } from '../../api/client';
import { useAccountLevels } from '../../permissions/useLevel';
import { useQuery } from '../../router';
import { reaches } from '../../sharing/levels';

type Account = Schemas['AccountDocument'];
type Quote = Schemas['QuoteDocument'];

/** What one ticket goes to besides the account whose market is looked at. */
const also = 'also';

const quoteEveryMs = 2_000;
const instrumentsFreshMs = 600_000;

/** An account an order goes to, with what is known there of its market and its money. */
export interface Place {
  account: string;
  name: string;
  isLive: boolean;
  balances: Account['balances'];
  quote: Quote | undefined;
  instrument: Schemas['InstrumentDocument'] | undefined;
}

/** Which accounts one ticket is for: the first is the market's own, the others stand in the address. */
export function useTicketPlaces(account: string, symbol: string, quote: Quote | undefined, instrument: Schemas['InstrumentDocument'] | undefined) {
  const [query, setQuery] = useQuery();
  const accounts = useAccounts();
  const levelAt = useAccountLevels();
  const mayTrade = (id: string) => {
    const held = levelAt(id);
    return held !== undefined && reaches(held, 'trade');
  };
  const others = (accounts.data?.items ?? []).filter((each) => each.id !== account && each.isRunning && mayTrade(each.id));
  const asked = (query.get(also) ?? '').split(',');
  const chosen = others.filter((each) => asked.includes(each.id));
  const quotes = useQueries({
    queries: chosen.map(({ id }) => ({ queryKey: ['quote', id, symbol], queryFn: ({ signal }: { signal: AbortSignal }) => get<Quote>(at(`accounts/${id}/quotes/${symbol}`), signal), refetchInterval: quoteEveryMs, retry: false })),
  });
  const instruments = useQueries({
    queries: chosen.map(({ id }) => ({ queryKey: ['instruments', id], queryFn: ({ signal }: { signal: AbortSignal }) => get<Schemas['InstrumentsDocument']>(at(`accounts/${id}/instruments`), signal), staleTime: instrumentsFreshMs })),
  });
  const own = accounts.data?.items.find((each) => each.id === account);
  const places: Place[] = [
    { account, name: own?.name ?? account, isLive: own?.mode === 'live', balances: own?.balances ?? [], quote, instrument },
    ...chosen.map((each, index) => ({
      account: each.id,
      name: each.name,
      isLive: each.mode === 'live',
      balances: each.balances,
      quote: quotes[index]?.data,
      instrument: instruments[index]?.data?.items.find((listed) => listed.symbol === symbol),
    })),
  ];
  const choose = (id: string, isChosen: boolean) => setQuery({ [also]: [...chosen.map((each) => each.id).filter((each) => each !== id), ...(isChosen ? [id] : [])].join(',') });
  return { places, others, choose };
}
