import type { Schemas } from '../../api/client';
import { useHealth } from '../../api/health';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import { words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Link } from '../../router';
import styles from './HealthPanel.module.css';
import type { PanelProps } from './panels';

type Health = Schemas['NodeHealthDocument'];

const ms = (value: number | string) => Number(value).toFixed(1);

/** Is it healthy: whether it takes signals, how fast each phase is, and what waits. */
export function HealthPanel({ actions }: PanelProps) {
  const { health, at, error, refetch } = useHealth();
  return (
    <Panel
      title="Health"
      note={
        <>
          <Link href="/health">in full</Link> <Age at={at} source="Health" />
        </>
      }
      actions={actions}
      isScrolling
    >
      {health ? <Figures health={health} /> : error ? <Problem error={error} onRetry={() => void refetch()} /> : <Loading what="the node's health" />}
    </Panel>
  );
}

const Figures = ({ health }: { health: Health }) => (
  <div className={styles.health}>
    <p className={styles.states}>
      <Badge state={health.notReady ?? 'takes signals'} tone={health.notReady ? 'down' : 'up'} />
      <Badge state={`${health.journal.queue} to be written`} tone={Number(health.journal.queue) * 2 > Number(health.journal.queueMax) ? 'warn' : 'quiet'} />
      <Badge state={`tables ${health.records.eventsBehind} behind`} tone={Number(health.records.eventsBehind) > 1_000 ? 'warn' : 'quiet'} />
      <Unknown accounts={health.accounts} />
    </p>
    <table>
      <thead>
        <tr>
          <th>Milliseconds</th>
          <th>p50</th>
          <th>p95</th>
          <th>p99</th>
        </tr>
      </thead>
      <tbody>
        {[health.webhooks.answered, ...health.phases].map((phase) => (
          <tr key={phase.phase}>
            <th scope="row">{words(phase.phase)}</th>
            <td>{ms(phase.msP50)}</td>
            <td>{ms(phase.msP95)}</td>
            <td>{ms(phase.msP99)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function Unknown({ accounts }: { accounts: Health['accounts'] }) {
  const count = accounts.reduce((sum, account) => sum + Number(account.unknownOrders), 0);
  return <Badge state={count === 0 ? 'no unknown order' : `${count} unknown orders`} tone={count === 0 ? 'quiet' : 'warn'} />;
}
