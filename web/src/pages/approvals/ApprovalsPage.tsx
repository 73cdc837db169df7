import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useRefresh } from '../../live/useLive';
import { Age } from '../../parts/Age';
import { EmptyState } from '../../parts/EmptyState';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { Link } from '../../router';
import { ApprovalCard } from './ApprovalCard';
import styles from './ApprovalsPage.module.css';

/** Orders that wait for a person. */
export default function ApprovalsPage() {
  const list = useList<Schemas['TradeDocument']>('approvals', {}, 10_000);
  useRefresh('approvals', 'approvals');
  if (list.error && list.rows.length === 0) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Loading what="approvals" />;
  return (
    <div className={styles.page}>
      <h1>
        Approvals <Age at={list.updatedAt} source="Approvals" everyMs={10_000} isFed />
      </h1>
      {list.rows.length === 0 ? (
        <EmptyState title="Nothing waits for you">
          Switch off “sends orders by itself” in a <Link href="/subscriptions">subscription</Link>, and its orders wait here for a person.
        </EmptyState>
      ) : (
        <div className={styles.cards}>
          {list.rows.map((trade) => (
            <ApprovalCard key={trade.summary.id} trade={trade} />
          ))}
        </div>
      )}
    </div>
  );
}
