import { AccountName } from '../../parts/AccountName';
import { Button } from '../../parts/Button';
import { EmptyState } from '../../parts/EmptyState';
import { Panel } from '../../parts/Panel';
import { Tabs } from '../../parts/Tabs';
import { Link, navigate } from '../../router';
import { Choice } from '../../terms/editors';
import styles from './ChartsPage.module.css';
import { useChartChoice } from './choice';
import { DepthLadder } from './DepthLadder';
import { IndicatorPicker } from './IndicatorPicker';
import { PriceChart } from './PriceChart';
import { useMarketChoice } from './useMarketChoice';

const intervals = [['5s', '5 s'], ['15s', '15 s'], ['1m', '1 min'], ['5m', '5 min'], ['15m', '15 min'], ['1h', '1 h'], ['4h', '4 h'], ['1d', '1 day']] as const;

/** The market of one account, chosen in the address, with its order book beside it. */
export default function ChartsPage() {
  const market = useMarketChoice();
  const { choice, keep, problem } = useChartChoice();
  const { account, symbol, interval, tick } = market;
  const isShown = account !== undefined && symbol !== undefined;
  return (
    <div className={styles.page} data-depth={(isShown && choice.hasDepth) || undefined}>
      <h1 className="sr-only">Charts</h1>
      <Panel
        title={symbol ?? 'Charts'}
        note={
          <>
            {account && <AccountName id={account} />} {problem}
          </>
        }
        actions={
          <>
            <Choice label="Account" value={account} choices={market.accounts} onChange={(next) => market.choose({ account: next })} />
            <Choice label="Symbol" value={symbol} choices={market.symbols} onChange={(next) => market.choose({ symbol: next })} />
            <Tabs label="Interval" value={interval} choices={intervals} onChange={(next) => market.set({ interval: next })} />
            <IndicatorPicker chosen={choice.indicators} onChange={(indicators) => keep({ indicators })} />
            <Button aria-pressed={choice.hasDepth} onClick={() => keep({ hasDepth: !choice.hasDepth })}>
              Depth
            </Button>
          </>
        }
        isFlush
      >
        {isShown ? (
          <PriceChart key={`${account}/${symbol}/${interval}`} account={account} symbol={symbol} interval={interval} tick={tick} indicators={choice.indicators} />
        ) : (
          <EmptyState title="No market to show">
            Connect an account under <Link href="/brokers">Brokers</Link> first, or follow the <Link href="/start">first-run guide</Link>: its markets appear here.
          </EmptyState>
        )}
      </Panel>
      {isShown && choice.hasDepth && (
        <Panel title="Depth" note="a price opens the ticket" isScrolling>
          <DepthLadder
            key={`${account}/${symbol}`}
            account={account}
            symbol={symbol}
            tick={tick}
            onPrice={(price) => navigate(`/order-entry?${new URLSearchParams({ account, symbol, price }).toString()}`)}
          />
        </Panel>
      )}
    </div>
  );
}
