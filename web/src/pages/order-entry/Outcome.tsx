import type { Schemas } from '../../api/client';
import { Badge } from '../../parts/Badge';
import { average, exact, words } from '../../parts/format';
import { Link } from '../../router';

/** What became of an order by hand, in the words of its story. */
export const Outcome = ({ story }: { story: Schemas['SignalDocument'] }) => (
  <div role="status">
    {story.trades.map(({ summary }) => (
      <p key={summary.id}>
        <Badge state={summary.status} /> {summary.message ?? ''}
      </p>
    ))}
    <ul>
      {story.orders.map((order) => (
        <li key={order.id}>
          {words(order.leg)} {order.side} {exact(order.quantity)} <Badge state={order.status} /> {order.averagePrice ? `at ${average(order.averagePrice)}` : exact(order.limitPrice ?? order.stopPrice)}
        </li>
      ))}
    </ul>
    <Link href={`/signals/${story.summary.id}`}>The whole story</Link>
  </div>
);
