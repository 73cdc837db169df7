import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useRefresh } from '../../live/useLive';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { EmptyState } from '../../parts/EmptyState';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { Link } from '../../router';
import { ApprovalCard } from './ApprovalCard';
import styles from './ApprovalsPage.module.css';

type Trade = Schemas['TradeDocument'];

const answersKept = 5;

/** Orders that wait for a person. */
export default function ApprovalsPage() {
  const list = useList<Trade>('approvals', {}, 10_000);
  const [answered, setAnswered] = useState<readonly Trade[]>([]);
  useRefresh('approvals', 'approvals');
  if (list.error && list.rows.length === 0) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Loading what="approvals" />;
  return (
    <div className={styles.page}>
      <h1>
        Approvals <Age at={list.updatedAt} source="Approvals" everyMs={10_000} isFed />
      </h1>
      {answered.length > 0 && <Answers trades={answered} onClose={() => setAnswered([])} />}
      {list.rows.length === 0 ? (
        <EmptyState title="Nothing waits for you">
          Switch off “sends orders by itself” in a <Link href="/subscriptions">subscription</Link>, and its orders wait here for a person.
        </EmptyState>
      ) : (
        <div className={styles.cards}>
          {list.rows.map((trade) => (
            <ApprovalCard key={trade.summary.id} trade={trade} onAnswered={(outcome) => setAnswered((before) => [outcome, ...before].slice(0, answersKept))} />
          ))}
        </div>
      )}
    </div>
  );
}

/** What came of what was answered here: a rule or a limit may still have refused it. */
const Answers = ({ trades, onClose }: { trades: readonly Trade[]; onClose: () => void }) => (
  <div className={styles.answers} role="status">
    <ul>
      {trades.map(({ summary }) => (
        <li key={summary.id}>
          <Badge state={summary.status} /> <Link href={`/signals/${summary.signalId}`}>{`${summary.action} ${summary.symbol}`}</Link> {summary.message ?? ''}
        </li>
      ))}
    </ul>
    <Button look="quiet" aria-label="Close what was answered" onClick={onClose}>
      ✕
    </Button>
  </div>
);
