import { useQuery } from '@tanstack/react-query';
import { useAccounts } from '../../api/accounts';
import { at, get, type Schemas } from '../../api/client';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import { EmptyState } from '../../parts/EmptyState';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Link } from '../../router';
import styles from './ConnectionsPanel.module.css';
import type { PanelProps } from './panels';

type Account = Schemas['AccountDocument'];
type Line = Schemas['LineDocument'];

const everyMs = 5_000;
const shownMost = 20;

/** Each account's line to its venue: its state, how fast it acknowledges, and the room left in the fullest rate limit. */
export function ConnectionsPanel({ actions }: PanelProps) {
  const accounts = useAccounts();
  const all = accounts.data?.items ?? [];
  return (
    <Panel title="Connections" note="acknowledgement and rate limits" actions={actions} isScrolling>
      {accounts.error && !accounts.data && <Problem error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.data && all.length === 0 && (
        <EmptyState title="No account is connected">
          Connect one under <Link href="/brokers">Brokers</Link>.
        </EmptyState>
      )}
      <ul className={styles.lines}>
        {all.slice(0, shownMost).map((account) => (
          <LineOf key={account.id} account={account} />
        ))}
      </ul>
    </Panel>
  );
}

function LineOf({ account }: { account: Account }) {
  const line = useQuery({ queryKey: ['lines', account.id], queryFn: ({ signal }) => get<Line>(at(`connections/${account.id}/line`), signal), refetchInterval: everyMs });
  const fullest = [...(line.data?.limits ?? [])].sort((left, right) => share(right) - share(left))[0];
  const times = line.data?.acknowledgement;
  return (
    <li>
      <Link href={`/brokers/${account.id}`}>{account.name}</Link>
      <State account={account} line={line.data} isLost={line.isError} />
      <span className={styles.times}>{line.isError ? 'its line could not be read' : times ? `p50 ${times.msP50.toFixed(1)} · p95 ${times.msP95.toFixed(1)} · p99 ${times.msP99.toFixed(1)} ms` : line.data ? 'no order since the start' : ''}</span>
      <span className={styles.room}>{fullest ? `${Math.max(0, Number(fullest.limit) - Number(fullest.used)).toFixed(0)} left of ${Number(fullest.limit).toFixed(0)}` : line.data ? 'no limit' : ''}</span>
      <Age at={line.data?.at} source={`Line of ${account.name}`} everyMs={everyMs} />
      {fullest && <meter min={0} max={1} high={0.8} value={Math.min(1, share(fullest))} aria-label={`${fullest.name}: ${(share(fullest) * 100).toFixed(0)} percent used`} />}
    </li>
  );
}

const share = (limit: Line['limits'][number]) => (Number(limit.limit) === 0 ? 0 : Number(limit.used) / Number(limit.limit));

function State({ account, line, isLost }: { account: Account; line: Line | undefined; isLost: boolean }) {
  if (account.status === 'disabled') return <Badge state="disabled" />;
  if (!account.isRunning) return <Badge state="not running" tone="warn" />;
  if (account.reconciling) return <Badge state="comparing" tone="warn" />;
  if (isLost) return <Badge state="not known" tone="warn" />;
  if (!line) return <Badge state="asked for …" />;
  const state = line.state;
  return <Badge state={state ?? 'in this program'} tone={state === undefined || state === null || state === 'connected' ? 'up' : state === 'fresh' ? 'quiet' : 'down'} />;
}
