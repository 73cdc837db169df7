import type { Schemas } from '../../api/client';
import { useHealth } from '../../api/health';
import { AccountName } from '../../parts/AccountName';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import form from '../../parts/Form.module.css';
import { age, clock, words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';

type Health = Schemas['NodeHealthDocument'];

const megabytes = (bytes: number | string | null | undefined) => (bytes === null || bytes === undefined ? '–' : `${(Number(bytes) / 1_048_576).toFixed(0)} MB`);
const ms = (value: number | string) => Number(value).toFixed(2);

/** Is it healthy: what each phase of a signal takes, what waits, and what there is room for. */
export default function HealthPage() {
  const { health, at, error, refetch } = useHealth();
  if (!health && error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!health) return <Loading what="the node's health" />;
  return (
    <div className={form.page}>
      <header className={form.head}>
        <h1>Health</h1>
        <Badge state={health.notReady ?? 'takes signals'} tone={health.notReady ? 'down' : 'up'} />
        <Age at={at} source="Health" />
      </header>
      <Panel title="Phases of a signal" note="milliseconds">
        <div className={form.scroll}>
          <table className={form.table}>
            <thead>
              <tr>
                <th>Phase</th>
                <th>Count</th>
                <th>p50</th>
                <th>p95</th>
                <th>p99</th>
                <th>most</th>
              </tr>
            </thead>
            <tbody>
              {[health.webhooks.answered, ...health.phases].map((phase) => (
                <tr key={phase.phase}>
                  <th scope="row">{words(phase.phase)}</th>
                  <td>{phase.count}</td>
                  <td>{ms(phase.msP50)}</td>
                  <td>{ms(phase.msP95)}</td>
                  <td>{ms(phase.msP99)}</td>
                  <td>{ms(phase.msMax)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      <Panel title="Webhooks" note="answers since the start">
        <p>
          {Object.entries(health.webhooks.outcomes).map(([outcome, count]) => `${words(outcome)}: ${count}`).join(' · ') || 'None yet.'}
        </p>
      </Panel>
      {health.upkeep.length > 0 && <Failing upkeep={health.upkeep} />}
      <Accounts accounts={health.accounts} />
      <Machine health={health} />
    </div>
  );
}

const Failing = ({ upkeep }: { upkeep: Schemas['UpkeepHealthDocument'][] }) => (
  <Panel title="Upkeep fails" note="Settings tells more">
    {upkeep.map((each) => (
      <p key={each.kind} role="alert">
        <Badge state={each.kind} tone="down" /> since {clock(each.since)}: {each.failure}
      </p>
    ))}
  </Panel>
);

const Accounts = ({ accounts }: { accounts: Schemas['AccountHealthDocument'][] }) => (
  <Panel title="Accounts">
    <div className={form.scroll}>
      <table className={form.table}>
        <thead>
          <tr>
            <th>Account</th>
            <th>Trading</th>
            <th>Venue</th>
            <th>Queue</th>
            <th>Open orders</th>
            <th>Unknown</th>
            <th>Quote</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.accountId}>
              <th scope="row">
                <AccountName id={account.accountId} />
              </th>
              <td>
                <Badge state={account.tradingState} />
              </td>
              <td>{words(account.connection)}</td>
              <td>{account.queueDepth}</td>
              <td>{account.openOrders}</td>
              <td>{account.unknownOrders}</td>
              <td>{account.quoteAgeMs === null || account.quoteAgeMs === undefined ? '–' : `${age(Number(account.quoteAgeMs))} old`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Panel>
);

const Machine = ({ health }: { health: Health }) => (
  <Panel title="This node" note={`version ${health.version}, up ${age(Number(health.uptimeSeconds) * 1000)}`}>
    <table className={form.table}>
      <tbody>
        <tr>
          <th scope="row">Journal</th>
          <td>
            {health.journal.store}, {megabytes(health.journal.bytes)}, {health.journal.queue} of {health.journal.queueMax} waiting to be written
          </td>
        </tr>
        <tr>
          <th scope="row">Tables</th>
          <td>
            {megabytes(health.records.bytes)}, {health.records.eventsBehind} events behind the journal
          </td>
        </tr>
        <tr>
          <th scope="row">Memory</th>
          <td>
            {megabytes(health.process.workingSetBytes)}, of which {megabytes(health.process.heapBytes)} managed; {health.process.threads} threads
          </td>
        </tr>
        <tr>
          <th scope="row">Disk free</th>
          <td>{megabytes(health.process.diskFreeBytes)}</td>
        </tr>
        <tr>
          <th scope="row">Live feed</th>
          <td>
            {health.live.channels} channels followed, {health.live.dropped} slow clients dropped
          </td>
        </tr>
      </tbody>
    </table>
  </Panel>
);
