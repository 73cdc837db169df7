import { useQuery } from '@tanstack/react-query';
import { at, get, post, type Schemas } from '../../api/client';
import { readOnce } from '../../api/readOnce';

/** So much money in one first order: enough for the smallest lot of any paper market. */
const orderValue = 1_000;

/** A first order that protects itself, as a TradingView alert would send it. */
const signalFor = (ticker: string) => ({ ticker, action: 'buy', quantity: orderValue, quantityType: 'dollar_amount', takeProfit: { percent: 2 }, stopLoss: { percent: 1 } });

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What is sent and where to: a market the account has, the address once it was asked for, and the alert's message as the server writes it. */
export function useAlert(strategy: string, account: string, isAsked: boolean, isRunning: boolean) {
  const instruments = useQuery({
    queryKey: ['instruments', account],
    queryFn: ({ signal }) => get<Schemas['InstrumentsDocument']>(at(`accounts/${account}/instruments`), signal),
    enabled: isRunning,
    staleTime: 600_000,
  });
  const items = instruments.data?.items;
  const ticker = (items?.find((each) => each.symbol === 'BTCUSDT') ?? items?.find((each) => each.assetClass === 'crypto') ?? items?.[0])?.symbol;
  const address = useQuery({ queryKey: ['webhook', strategy], queryFn: () => get<Schemas['WebhookDocument']>(at(`strategies/${strategy}/webhook`)), enabled: isAsked, ...readOnce });
  const body = JSON.stringify(signalFor(ticker ?? 'BTCUSDT'));
  const composed = useQuery({
    queryKey: ['compose', body],
    queryFn: () => post<Schemas['ComposedDocument']>(at('signals/compose'), { signal: body, source: 'tradingview_indicator' }),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const url = address.data?.url;
  return { url, body, message: composed.data?.message, steps: composed.data?.steps ?? [], command: url && `curl -s ${quoted(url)} -d ${quoted(body)}`, error: address.error ?? composed.error, retry: () => void (address.error ? address : composed).refetch() };
}
