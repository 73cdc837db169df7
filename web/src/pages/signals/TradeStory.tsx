import type { Schemas } from '../../api/client';
import { Badge } from '../../parts/Badge';
import { average, exact, signed, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Rules } from '../../reading/Rules';
import { Link } from '../../router';
import { EffectiveTerms } from '../../terms/EffectiveTerms';
import styles from './TradeStory.module.css';
import { VenueCalls } from './VenueCalls';

interface Props {
  signalId: string;
  accountName: string;
  target: Schemas['SignalTargetDocument'];
  trade: Schemas['TradeDocument'] | undefined;
  orders: Schemas['PlacedOrderDocument'][];
  fills: Schemas['FillDocument'][];
}

/** What one account made of the signal: rules, values with their origin, orders, fills. */
export function TradeStory({ signalId, accountName, target, trade, orders, fills }: Props) {
  const summary = trade?.summary;
  return (
    <Panel
      title={accountName}
      note={<Link href={`/subscriptions/${target.subscriptionId}`}>{target.subscriptionId}</Link>}
      actions={
        <>
          {summary && Number(summary.realised) !== 0 && <span>{signed(summary.realised)} {summary.currency}</span>}
          <Badge state={target.refused ? 'denied' : (summary?.status ?? 'pending')} />
        </>
      }
    >
      <div className={styles.story}>
        {(summary?.message ?? target.refused) && (
          <p className={styles.why}>
            <strong>{summary?.code ?? target.refused}</strong> {summary?.message}
          </p>
        )}
        <Rules verdicts={trade?.verdicts ?? []} />
        {orders.length > 0 && <Orders orders={orders} fills={fills} receivedAt={summary?.receivedAt} />}
        {orders.length > 0 && <VenueCalls signal={signalId} account={target.accountId} settled={summary?.settled ?? false} />}
        <details>
          <summary>Values that held here, and where each came from</summary>
          <EffectiveTerms terms={trade?.terms ?? target.terms} />
          <p>
            <Link href={`/subscriptions/${target.subscriptionId}?signal=${signalId}`}>See them in the inheritance grid, as they would hold now</Link>
          </p>
        </details>
      </div>
    </Panel>
  );
}

const Orders = ({ orders, fills, receivedAt }: Pick<Props, 'orders' | 'fills'> & { receivedAt?: string }) => (
  <div className={styles.scroll}>
    <table className={styles.orders}>
      <thead>
        <tr>
          <th>Leg</th>
          <th>Order</th>
          <th className={styles.number}>Filled</th>
          <th className={styles.number}>Average</th>
          <th>Status</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <OrderRows key={order.id} order={order} fills={fills.filter((fill) => fill.orderId === order.id)} receivedAt={receivedAt} />
        ))}
      </tbody>
    </table>
  </div>
);

interface OrderRowsProps {
  order: Schemas['PlacedOrderDocument'];
  fills: Schemas['FillDocument'][];
  receivedAt?: string;
}

const OrderRows = ({ order, fills, receivedAt }: OrderRowsProps) => (
  <>
    <tr>
      <td>{words(order.leg)}</td>
      <td title={order.id}>
        {words(order.type)} {order.side} {exact(order.quantity)}
        {order.limitPrice && ` at ${exact(order.limitPrice)}`}
        {order.stopPrice && ` stop ${exact(order.stopPrice)}`}
      </td>
      <td className={styles.number}>{exact(order.filledQuantity)}</td>
      <td className={styles.number}>{average(order.averagePrice)}</td>
      <td title={order.reason ?? undefined}>
        <Badge state={order.status} />
      </td>
    </tr>
    {fills.map((fill) => (
      <tr key={fill.id} className={styles.fill}>
        <td>fill</td>
        <td>
          {exact(fill.quantity)} at {exact(fill.price)}
        </td>
        <td colSpan={2}>{Number(fill.fee) !== 0 && `fee ${exact(fill.fee)} ${fill.feeCurrency ?? fill.currency}`}</td>
        <td title={fill.at}>{receivedAt && `+${Date.parse(fill.at) - Date.parse(receivedAt)} ms`}</td>
      </tr>
    ))}
  </>
);
