import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { at, get, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { Age } from '../../parts/Age';
import { EmptyState } from '../../parts/EmptyState';
import { SelectField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { money, signed } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Tabs } from '../../parts/Tabs';
import { Link, useQuery as useUrl } from '../../router';
import { Curve } from './Curve';
import { Distribution } from './Distribution';
import { GroupTable } from './GroupTable';
import styles from './Performance.module.css';
import { Totals } from './Totals';

const spans = [['1', 'a day'], ['7', 'a week'], ['30', 'a month'], ['365', 'a year'], ['ever', 'ever']] as const;
const groups = [['byStrategy', 'Strategy'], ['byAccount', 'Account'], ['bySymbol', 'Symbol'], ['byHour', 'Hour (UTC)'], ['byMode', 'Paper and live']] as const;
const dayMs = 86_400_000;

/** How it went: results of closed orders, equity and drawdown, and what entries cost against their signals' prices. */
export default function PerformancePage() {
  const [url, set] = useUrl();
  const days = url.get('days') ?? '30';
  const [opened] = useState(() => Date.now());
  const filters = { strategyId: url.get('strategy'), accountId: url.get('account'), since: Number(days) > 0 ? new Date(opened - Number(days) * dayMs).toISOString() : undefined };
  const query = useQuery({
    queryKey: ['performance', filters],
    queryFn: ({ signal }) => get<Schemas['PerformanceDocument']>(at('performance', filters), signal),
    refetchInterval: 30_000,
    placeholderData: (before) => before,
  });
  const strategies = useList<{ id: string; name: string }>('strategies');
  const accounts = useList<{ id: string; name: string }>('connections');
  const any = ['', 'all'] as const;
  return (
    <div className={form.page}>
      <header className={form.head}>
        <h1>Performance</h1>
        <Tabs label="Time" value={days} choices={spans} onChange={(value) => set({ days: value || 'ever' })} />
        <Age at={query.dataUpdatedAt} source="Performance" everyMs={30_000} />
      </header>
      <div className={form.fields}>
        <SelectField label="Strategy" value={url.get('strategy') ?? ''} choices={[any, ...strategies.rows.map((each) => [each.id, each.name] as const)]} onChange={(strategy) => set({ strategy })} />
        <SelectField label="Account" value={url.get('account') ?? ''} choices={[any, ...accounts.rows.map((each) => [each.id, each.name] as const)]} onChange={(account) => set({ account })} />
      </div>
      {query.error ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <Results performance={query.data} grouped={url.get('by') ?? 'byStrategy'} onGroup={(by) => set({ by })} />
      ) : (
        <Loading what="performance" />
      )}
    </div>
  );
}

interface ResultsProps {
  performance: Schemas['PerformanceDocument'];
  grouped: string;
  onGroup: (by: string) => void;
}

function Results({ performance, grouped, onGroup }: ResultsProps) {
  const closed = performance.currencies.filter((each) => Number(each.total.count) > 0);
  return (
    <>
      {!performance.complete && <p role="status">There are more fills than are read at once: the oldest are left out. Choose a shorter time.</p>}
      {closed.length === 0 && (
        <Panel title="Results">
          <EmptyState title="Nothing was closed in this time">
            A position that is closed, by a signal, a stop or a target, becomes a result here. Send a first one from a <Link href="/strategies">strategy</Link> or from <Link href="/order-entry">order entry</Link>.
          </EmptyState>
        </Panel>
      )}
      {closed.map((each) => (
        <Panel key={each.currency} title={`Results in ${each.currency}`} note={`fees ${money(each.fees)}`} actions={<Tabs label="Group by" value={grouped} choices={groups} onChange={onGroup} />}>
          <Totals result={each.total} />
          <Curve label={`Summed results in ${each.currency}`} points={each.curve} />
          <GroupTable groups={each[(groups.find(([name]) => name === grouped) ?? groups[0])[0]]} />
          <Distribution buckets={each.distribution} currency={each.currency} />
        </Panel>
      ))}
      {performance.accounts.map((account) => (
        <Panel
          key={`${account.accountId}/${account.currency}`}
          title={`Equity of ${account.name} in ${account.currency}`}
          note={`${account.mode} · ${money(account.last)} · drawdown ${money(account.drawdown)} (${(Number(account.drawdownShare) * 100).toFixed(2)} %) · Sharpe ${account.sharpe === undefined ? 'needs five days' : money(account.sharpe)}`}
        >
          <Curve label={`Equity of ${account.name} in ${account.currency}`} points={account.curve} />
        </Panel>
      ))}
      {performance.slippage.byStrategy.length > 0 && <Slippage slippage={performance.slippage} grouped={grouped} onGroup={onGroup} />}
    </>
  );
}

interface SlippageProps {
  slippage: Schemas['SlippagesDocument'];
  grouped: string;
  onGroup: (by: string) => void;
}

function Slippage({ slippage, grouped, onGroup }: SlippageProps) {
  const by = (groups.find(([name]) => name === grouped) ?? groups[0])[0];
  return (
    <Panel title="Entries against their signals' prices" note="basis points; a plus cost more than signalled" actions={<Tabs label="Group entries by" value={by} choices={groups} onChange={onGroup} />}>
      <div className={form.scroll} tabIndex={0} role="region" aria-label="Entries against their signals' prices">
        <table className={form.table}>
          <thead>
            <tr>
              <th>Of</th>
              <th>Entries</th>
              <th>Average</th>
              <th>Worst</th>
            </tr>
          </thead>
          <tbody>
            {slippage[by].map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                <td>{row.entries}</td>
                <td className={Number(row.averageBasisPoints) > 0 ? styles.lostText : undefined}>{signed(row.averageBasisPoints)}</td>
                <td>{signed(row.worstBasisPoints)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
