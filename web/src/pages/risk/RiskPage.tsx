import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import form from '../../parts/Form.module.css';
import { clock, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { KillSwitch } from './KillSwitch';
import { LimitForm } from './LimitForm';
import { LimitUse } from './LimitUse';

/** What may be lost: the kill switch, who is stopped and why, and how much of every limit is used. */
export default function RiskPage() {
  const standing = useQuery({ queryKey: ['kill-switch'], queryFn: ({ signal }) => get<Schemas['KillSwitchDocument']>(at('kill-switch'), signal), refetchInterval: 5_000 });
  const risk = useQuery({ queryKey: ['risk'], queryFn: ({ signal }) => get<Schemas['RiskDocument']>(at('risk'), signal), refetchInterval: 5_000 });
  return (
    <div className={form.page}>
      <header className={form.head}>
        <h1>Risk</h1>
        {standing.data && <Badge state={standing.data.global.mode} />}
        {!standing.isPending && <Age at={standing.dataUpdatedAt} source="Risk" />}
      </header>
      {/* It must be in reach whatever else cannot be read. */}
      <KillSwitch standing={standing.data} />
      {standing.error && <Problem error={standing.error} onRetry={() => void standing.refetch()} />}
      {risk.error && !risk.data && <Problem error={risk.error} onRetry={() => void risk.refetch()} />}
      {risk.data && <LimitUse risk={risk.data} readAt={risk.dataUpdatedAt} />}
      <LimitForm />
      {standing.data && <History entries={standing.data.history} />}
    </div>
  );
}

const History = ({ entries }: { entries: Schemas['StopEntryDocument'][] }) => (
  <Panel title="History" note="the last 50 changes">
    {entries.length === 0 ? (
      <p className={form.muted}>Trading was never stopped here.</p>
    ) : (
      <div className={form.scroll}>
        <table className={form.table}>
          <thead>
            <tr>
              <th>When</th>
              <th>Who</th>
              <th>What</th>
              <th>State</th>
              <th>Why</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry, index) => (
              <tr key={`${entry.at}-${index}`}>
                <td>{clock(entry.at)}</td>
                <td>{entry.by}</td>
                <td>{entry.scope === 'global' ? 'everything' : `${words(entry.scope)} ${entry.scopeName}`}</td>
                <td>
                  <Badge state={entry.mode} />
                  {entry.flatten && ' positions closed'}
                </td>
                <td>{entry.why ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </Panel>
);
