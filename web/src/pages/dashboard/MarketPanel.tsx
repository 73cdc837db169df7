import { EmptyState } from '../../parts/EmptyState';
import { PriceChart } from '../charts/PriceChart';
import { useMarketChoice } from '../charts/useMarketChoice';

export function MarketPanel() {
  const { account, symbol, interval } = useMarketChoice();
  return account && symbol ? <PriceChart account={account} symbol={symbol} interval={interval} /> : <EmptyState title="No market to show">Connect an account first.</EmptyState>;
}
