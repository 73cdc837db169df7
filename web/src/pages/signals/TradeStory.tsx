import type { Schemas } from '../../api/client';
import { Badge } from '../../parts/Badge';
import { exact, signed, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Link } from '../../router';
import { EffectiveTerms } from '../../terms/EffectiveTerms';
import styles from './TradeStory.module.css';

interface Props {
  target: Schemas['SignalTargetDocument'];
  trade: Schemas['TradeDocument'] | undefined;
  orders: Schemas['PlacedOrderDocument'][];
  fills: Schemas['FillDocument'][];
}

/** What one account made of the signal: rules, values with their origin, orders, fills. */
export function TradeStory({ target, trade, orders, fills }: Props) {
  const summary = trade?.summary;
  return (
    <Panel
      title={target.accountId}
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
        {orders.length > 0 && <Orders orders={orders} fills={fills} />}
        <details>
          <summary>Values that held here, and where each came from</summary>
          <EffectiveTerms terms={trade?.terms ?? target.terms} />
        </details>
      </div>
    </Panel>
  );
}

const Rules = ({ verdicts }: { verdicts: Schemas['VerdictDocument'][] }) =>
  verdicts.length > 0 && (
    <ul className={styles.rules} aria-label="Rules">
      {verdicts.map((verdict) => (
        <li key={verdict.rule}>
          <span className={verdict.passed ? styles.passed : styles.failed}>{verdict.passed ? '✓ passed' : '✕ stopped'}</span>
          <span>{words(verdict.rule)}</span>
          <span className={styles.detail}>{verdict.detail}</span>
        </li>
      ))}
    </ul>
  );

const Orders = ({ orders, fills }: Pick<Props, 'orders' | 'fills'>) => (
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
          <tr key={order.id}>
            <td>{words(order.leg)}</td>
            <td title={order.id}>
              {words(order.type)} {order.side} {exact(order.quantity)}
              {order.limitPrice && ` at ${exact(order.limitPrice)}`}
              {order.stopPrice && ` stop ${exact(order.stopPrice)}`}
            </td>
            <td className={styles.number} title={`${fills.filter((fill) => fill.orderId === order.id).length} fills`}>
              {exact(order.filledQuantity)}
            </td>
            <td className={styles.number}>{exact(order.averagePrice)}</td>
            <td title={order.reason ?? undefined}>
              <Badge state={order.status} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
