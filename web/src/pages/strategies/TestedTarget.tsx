import type { Schemas } from '../../api/client';
import { Badge } from '../../parts/Badge';
import form from '../../parts/Form.module.css';
import { exact, words } from '../../parts/format';
import { Rules } from '../../reading/Rules';
import { Link } from '../../router';
import { EffectiveTerms } from '../../terms/EffectiveTerms';
import styles from './Tester.module.css';

type Target = Schemas['ParsedTargetDocument'];
type Order = Schemas['ParsedOrderDocument'];

/** What one subscription would make of the message now. */
export const TestedTarget = ({ target, accountName }: { target: Target; accountName: string }) => (
  <div className={styles.target}>
    <div className={styles.head}>
      <strong>{accountName}</strong>
      <Link href={`/subscriptions/${target.subscriptionId}`}>subscription {target.subscriptionId}</Link>
      <Badge state={target.status} />
    </div>
    {target.message && (
      <p>
        <strong>{target.code}</strong> {target.message}
      </p>
    )}
    {target.orders.length > 0 ? (
      <ul className={styles.orders} aria-label="Orders that would leave first">
        {target.orders.map((order, index) => (
          <li key={index}>{told(order)}</li>
        ))}
      </ul>
    ) : (
      <p className={form.muted}>No order would leave.</p>
    )}
    <Rules verdicts={target.rules} />
    <details>
      <summary>Values that hold here, and where each comes from</summary>
      <EffectiveTerms terms={target.terms} />
    </details>
  </div>
);

const told = (order: Order) =>
  [
    `${words(order.leg)}: ${order.side} ${exact(order.quantity)} ${order.symbol} ${words(order.type)}`,
    order.limitPrice && `at ${exact(order.limitPrice)}`,
    order.stopPrice && `stop ${exact(order.stopPrice)}`,
    order.timeInForce,
    order.reduceOnly && 'reduce only',
  ]
    .filter(Boolean)
    .join(' ');
