import { useQuery } from '@tanstack/react-query';
import { balancesFedMs } from '../../api/accounts';
import { at, get, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { money } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { navigate } from '../../router';
import { ConnectForm } from './ConnectForm';
import styles from './BrokersPage.module.css';

type Connection = Schemas['ConnectionDocument'];

/** The accounts signals trade at, and how each of them is. */
export default function BrokersPage() {
  const list = useList<Connection>('connections');
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => get<Schemas['AccountsDocument']>(at('accounts'), signal), refetchInterval: 2_000 });
  const stateOf = (id: string) => accounts.data?.items.find((account) => account.id === id);
  const columns: Column<Connection>[] = [
    { name: 'name', title: 'Name', width: 'minmax(120px, 1fr)', cell: (row) => row.name },
    { name: 'broker', title: 'Broker', width: '110px', cell: (row) => row.broker },
    { name: 'mode', title: 'Money', width: '90px', cell: (row) => <Badge state={row.mode} /> },
    { name: 'state', title: 'State', width: '140px', cell: (row) => <State connection={row} account={stateOf(row.id)} /> },
    { name: 'orders', title: 'Open orders', width: '100px', isNumber: true, cell: (row) => stateOf(row.id)?.openOrders ?? '–' },
    { name: 'positions', title: 'Positions', width: '90px', isNumber: true, cell: (row) => stateOf(row.id)?.openPositions ?? '–' },
    { name: 'balances', title: 'Equity', width: 'minmax(200px, 2fr)', card: 'wide', cell: (row) => <Equity account={stateOf(row.id)} /> },
  ];
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Brokers</h1>
      <Panel title="Accounts" note={<Age at={accounts.dataUpdatedAt} source="Accounts" />} isFlush>
        <DataTable label="Accounts" rows={list.rows} list={list} columns={columns} id={(row) => row.id} onOpen={(row) => navigate(`/brokers/${row.id}`)} onEnd={list.more} empty={<EmptyState title="No account is connected">Connect one below. A paper account needs no keys and trades at once.</EmptyState>} />
      </Panel>
      <ConnectForm />
    </div>
  );
}

const Equity = ({ account }: { account: Schemas['AccountDocument'] | undefined }) =>
  account === undefined ? (
    '–'
  ) : (
    <span>
      {account.balances.map((each, index) => (
        <span key={each.currency}>
          {index > 0 && ' · '}
          {money(each.equity)} {each.currency} <Age at={each.at} source={`${each.currency} at ${account.name}`} everyMs={balancesFedMs} isQuiet />
        </span>
      ))}
    </span>
  );

const State = ({ connection, account }: { connection: Connection; account: Schemas['AccountDocument'] | undefined }) => {
  if (connection.status === 'disabled') return <Badge state="disabled" />;
  if (!account?.isRunning) return <Badge state="not running" tone="warn" />;
  if (account.reconciling) return <Badge state="comparing with the venue" tone="warn" />;
  return <Badge state={account.tradingState} />;
};
