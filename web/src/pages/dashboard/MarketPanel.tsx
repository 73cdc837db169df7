import { EmptyState } from '../../parts/EmptyState';
import { Panel } from '../../parts/Panel';
import { Link } from '../../router';
import { useChartChoice } from '../charts/choice';
import { PriceChart } from '../charts/PriceChart';
import { useMarketChoice } from '../charts/useMarketChoice';
import type { PanelProps } from './panels';

export function MarketPanel({ actions }: PanelProps) {
  const { account, symbol, interval, tick } = useMarketChoice();
  const { choice } = useChartChoice();
  return (
    <Panel title={symbol ?? 'Market'} note={account && <Link href={`/charts?account=${account}&symbol=${symbol}`}>{account}, in full</Link>} actions={actions} isFlush>
      {account && symbol ? (
        <PriceChart key={`${account}/${symbol}`} account={account} symbol={symbol} interval={interval} tick={tick} indicators={choice.indicators} />
      ) : (
        <EmptyState title="No market to show">
          Connect an account under <Link href="/brokers">Brokers</Link>, or let the <Link href="/start">first-run guide</Link> open a paper account.
        </EmptyState>
      )}
    </Panel>
  );
}
