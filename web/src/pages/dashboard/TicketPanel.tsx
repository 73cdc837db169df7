import { Age } from '../../parts/Age';
import { EmptyState } from '../../parts/EmptyState';
import { Panel } from '../../parts/Panel';
import { Link } from '../../router';
import { useMarketChoice } from '../charts/useMarketChoice';
import { OrderTicket } from '../order-entry/OrderTicket';
import { useQuote } from '../order-entry/useQuote';
import type { PanelProps } from './panels';

/** The ticket of the market that the chart beside it shows. */
export function TicketPanel({ actions }: PanelProps) {
  const { account, symbol, instrument } = useMarketChoice();
  const quote = useQuote(account, symbol);
  return account && symbol ? (
    <OrderTicket
      key={`${account}/${symbol}`}
      account={account} symbol={symbol} quote={quote.data} instrument={instrument}
      actions={
        <>
          <Age at={quote.data?.at} source="Quote" />
          {actions}
        </>
      }
    />
  ) : (
    <Panel title="Order entry" actions={actions}>
      <EmptyState title="No account can trade">
        Connect one under <Link href="/brokers">Brokers</Link> first.
      </EmptyState>
    </Panel>
  );
}
