import { EmptyState } from '../../parts/EmptyState';
import { Panel } from '../../parts/Panel';
import { Tabs } from '../../parts/Tabs';
import { Link } from '../../router';
import { Choice } from '../../terms/editors';
import { useChartChoice } from '../charts/choice';
import { PriceChart } from '../charts/PriceChart';
import { useMarketChoice } from '../charts/useMarketChoice';
import type { PanelProps } from './panels';

const intervals = [['15s', '15s'], ['1m', '1m'], ['5m', '5m'], ['1h', '1h'], ['1d', '1d']] as const;

/** One market; what is chosen is in the address, so that the ticket and the depth beside it show the same. */
export function MarketPanel({ actions }: PanelProps) {
  const { account, accounts, symbol, symbols, interval, tick, set, choose } = useMarketChoice();
  const { choice } = useChartChoice();
  return (
    <Panel
      title={symbol ?? 'Market'}
      note={account && <Link href={`/charts?account=${account}&symbol=${symbol}`}>in full</Link>}
      actions={
        account ? (
          <>
            {accounts.length > 1 && <Choice label="Account" value={account} choices={accounts} onChange={(next) => choose({ account: next })} />}
            <Choice label="Symbol" value={symbol} choices={symbols} onChange={(next) => choose({ symbol: next })} />
            <Tabs label="Interval" value={interval} choices={intervals} onChange={(next) => set({ interval: next })} />
            {actions}
          </>
        ) : (
          actions
        )
      }
      isFlush
    >
      {account && symbol ? (
        <PriceChart key={`${account}/${symbol}/${interval}`} account={account} symbol={symbol} interval={interval} tick={tick} indicators={choice.indicators} />
      ) : (
        <EmptyState title="No market to show">
          Connect an account under <Link href="/brokers">Brokers</Link>, or let the <Link href="/start">first-run guide</Link> open a paper account.
        </EmptyState>
      )}
    </Panel>
  );
}
