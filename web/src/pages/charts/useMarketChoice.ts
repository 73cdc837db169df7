import { useQuery } from '@tanstack/react-query';
import { useAccounts } from '../../api/accounts';
import { at, get, type Schemas } from '../../api/client';
import { useQuery as useUrl } from '../../router';

/** Which account's market is looked at: from the address, else the first there is. */
export function useMarketChoice() {
  const [url, set] = useUrl();
  const accounts = useAccounts();
  const account = url.get('account') ?? accounts.data?.items.find((each) => each.isRunning)?.id;
  const instruments = useQuery({
    queryKey: ['instruments', account],
    queryFn: ({ signal }) => get<Schemas['InstrumentsDocument']>(at(`accounts/${account}/instruments`), signal),
    enabled: account !== undefined,
    staleTime: 600_000,
  });
  const symbol = url.get('symbol') ?? (instruments.data?.items.find((each) => each.assetClass === 'crypto') ?? instruments.data?.items[0])?.symbol;
  const instrument = instruments.data?.items.find((each) => each.symbol === symbol);
  const symbols = (instruments.data?.items ?? []).map((each) => [each.symbol, each.symbol] as const);
  return {
    account,
    accounts: (accounts.data?.items ?? []).map((each) => [each.id, each.mode === 'live' ? `LIVE MONEY · ${each.name}` : each.name] as const),
    symbol,
    instrument,
    /** The smallest step of the price. */
    tick: Number(instrument?.tickSize ?? 0.01),
    symbols,
    /** A price taken from the ladder. */
    price: url.get('price') ?? undefined,
    interval: url.get('interval') ?? '15s',
    set,
    /** A price belongs to the market it was taken from. */
    choose: (market: { account?: string; symbol?: string }) => set({ symbol: undefined, price: undefined, ...market }),
  };
}
