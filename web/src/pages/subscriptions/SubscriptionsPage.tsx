import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useNames } from '../../api/names';
import { AccountName } from '../../parts/AccountName';
import { Badge } from '../../parts/Badge';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { Panel } from '../../parts/Panel';
import { Link, navigate } from '../../router';
import { NewSubscription } from './NewSubscription';
import styles from '../brokers/BrokersPage.module.css';

type Row = Schemas['SubscriptionDocument'];

type NameOf = (id: string) => string;

const columns = (strategy: NameOf): Column<Row>[] => [
  { name: 'strategy', title: 'Strategy', width: 'minmax(140px, 1fr)', cell: (row) => <span title={row.strategyId}>{strategy(row.strategyId)}</span> },
  { name: 'account', title: 'Account', width: 'minmax(140px, 1fr)', cell: (row) => <AccountName id={row.accountId} /> },
  { name: 'state', title: 'State', width: '110px', cell: (row) => <Badge state={row.enabled ? 'enabled' : 'disabled'} /> },
  { name: 'submit', title: 'Orders', width: '160px', cell: (row) => (row.rules.autoSubmit ? 'by themselves' : 'after approval') },
  { name: 'sides', title: 'Sides', width: '110px', cell: (row) => row.rules.sides },
  { name: 'multiplier', title: 'Multiplier', width: '100px', isNumber: true, cell: (row) => `× ${row.rules.quantityMultiplier}` },
];

export default function SubscriptionsPage() {
  const list = useList<Row>('subscriptions');
  const strategies = useNames('strategies');
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Subscriptions</h1>
      <Panel title="Subscriptions" note="which account follows which strategy, and how" isFlush>
        <DataTable
          label="Subscriptions"
          rows={list.rows}
          list={list}
          columns={columns(strategies.of)}
          id={(row) => row.id}
          onOpen={(row) => navigate(`/subscriptions/${row.id}`)}
          onEnd={list.more}
          empty={
            <EmptyState title="No account follows a strategy yet">
              Subscribe an account to a <Link href="/strategies">strategy</Link> below.
            </EmptyState>
          }
        />
      </Panel>
      <NewSubscription />
    </div>
  );
}
