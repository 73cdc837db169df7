import { Age } from '../../parts/Age';
import { EmptyState } from '../../parts/EmptyState';
import form from '../../parts/Form.module.css';
import { exact } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Choice } from '../../terms/editors';
import { PriceChart } from '../charts/PriceChart';
import { useMarketChoice } from '../charts/useMarketChoice';
import styles from './OrderEntry.module.css';
import { OrderTicket } from './OrderTicket';
import { useQuote } from './useQuote';

/** Chart and ticket of one market: what is chosen is in the address, so both show the same. */
export default function OrderEntryPage() {
  const market = useMarketChoice();
  const { account, symbol } = market;
  const quote = useQuote(account, symbol);
  return (
    <div className={form.page}>
      <header className={form.head}>
        <h1>Order entry</h1>
        <Choice label="Account" value={account} choices={market.accounts} onChange={(next) => market.choose({ account: next })} />
        <Choice label="Symbol" value={symbol} choices={market.symbols} onChange={(next) => market.choose({ symbol: next })} />
        <Age at={quote.data?.at} source="Quote" />
      </header>
      {account && symbol ? (
        <div className={styles.split}>
          <Panel title={symbol} note={quote.data ? `bid ${exact(quote.data.bid)} · ask ${exact(quote.data.ask)}` : undefined} isFlush>
            <div className={styles.chart}>
              <PriceChart key={`${account}/${symbol}/${market.interval}`} account={account} symbol={symbol} interval={market.interval} tick={market.tick} />
            </div>
          </Panel>
          <OrderTicket key={`${account}/${symbol}/${market.price ?? ''}`} account={account} symbol={symbol} quote={quote.data} instrument={market.instrument} limitPrice={market.price} />
        </div>
      ) : (
        <EmptyState title="No account can trade">Connect an account under Brokers first.</EmptyState>
      )}
    </div>
  );
}
