import { Panel } from '../../parts/Panel';
import { EmptyState } from '../../parts/EmptyState';
import { Tabs } from '../../parts/Tabs';
import { Choice } from '../../terms/editors';
import { PriceChart } from './PriceChart';
import styles from '../signals/SignalsPage.module.css';
import { useMarketChoice } from './useMarketChoice';

const intervals = [['5s', '5 s'], ['15s', '15 s'], ['1m', '1 min'], ['5m', '5 min'], ['15m', '15 min'], ['1h', '1 h'], ['4h', '4 h'], ['1d', '1 day']] as const;

/** The market of one account, chosen in the address. */
export default function ChartsPage() {
  const market = useMarketChoice();
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Charts</h1>
      <Panel
        title={market.symbol ?? 'Charts'}
        note="fills, working orders, stops and targets"
        actions={
          <>
            <Choice label="Account" value={market.account} choices={market.accounts} onChange={(account) => market.set({ account, symbol: undefined })} />
            <Choice label="Symbol" value={market.symbol} choices={market.symbols} onChange={(symbol) => market.set({ symbol })} />
            <Tabs label="Interval" value={market.interval} choices={intervals} onChange={(interval) => market.set({ interval })} />
          </>
        }
        isFlush
      >
        {market.account && market.symbol ? (
          <PriceChart key={`${market.account}/${market.symbol}/${market.interval}`} account={market.account} symbol={market.symbol} interval={market.interval} />
        ) : (
          <EmptyState title="No market to show">Connect an account first: its markets appear here.</EmptyState>
        )}
      </Panel>
    </div>
  );
}
