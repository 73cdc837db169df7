import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { ExportButton } from '../../jobs/ExportButton';
import { useRefresh } from '../../live/useLive';
import { AccountName } from '../../parts/AccountName';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { average, clock, exact, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Profit } from '../../parts/Profit';
import { Tabs } from '../../parts/Tabs';
import { useAccountLevels } from '../../permissions/useLevel';
import { navigate, useQuery } from '../../router';
import type { Level } from '../../sharing/levels';
import { CancelOrder } from './CancelOrder';
import styles from './OrdersPage.module.css';

type Order = Schemas['PlacedOrderDocument'];
type Fill = Schemas['FillDocument'];

const orderColumns = (levelAt: (account: string) => Level | undefined): Column<Order>[] => [
  { name: 'time', title: 'Intended', width: 'minmax(104px, 170px)', cell: (row) => clock(row.intendedAt, true) },
  { name: 'account', title: 'Account', width: '130px', cell: (row) => <AccountName id={row.accountId} /> },
  { name: 'symbol', title: 'Symbol', width: 'minmax(80px, 1fr)', card: 'head', cell: (row) => row.symbol },
  { name: 'leg', title: 'Leg', width: '84px', cell: (row) => words(row.leg) },
  { name: 'side', title: 'Side', width: '40px', cell: (row) => row.side },
  { name: 'type', title: 'Type', width: '84px', cell: (row) => words(row.type) },
  { name: 'quantity', title: 'Quantity', width: '80px', isNumber: true, cell: (row) => exact(row.quantity) },
  { name: 'price', title: 'Price', width: '88px', isNumber: true, cell: (row) => exact(row.limitPrice ?? row.stopPrice) },
  { name: 'filled', title: 'Filled', width: '76px', isNumber: true, cell: (row) => exact(row.filledQuantity) },
  { name: 'average', title: 'Average', width: '88px', isNumber: true, cell: (row) => <span title={row.averagePrice ?? undefined}>{average(row.averagePrice)}</span> },
  { name: 'status', title: 'Status', width: '100px', cell: (row) => <Badge state={row.status} /> },
  { name: 'why', title: 'Why', width: 'minmax(80px, 2fr)', card: 'none', cell: (row) => <span title={row.reason ?? undefined}>{row.reason ?? ''}</span> },
  { name: 'actions', title: '', width: '104px', isPinned: true, card: 'wide', cell: (row) => row.isOpen && <CancelOrder order={row} held={levelAt(row.accountId)} /> },
];

const fillColumns: Column<Fill>[] = [
  { name: 'time', title: 'Time', width: '150px', card: 'wide', cell: (row) => clock(row.at, true) },
  { name: 'account', title: 'Account', width: '190px', cell: (row) => <AccountName id={row.accountId} /> },
  { name: 'symbol', title: 'Symbol', width: 'minmax(90px, 1fr)', cell: (row) => row.symbol },
  { name: 'leg', title: 'Leg', width: '90px', cell: (row) => words(row.leg) },
  { name: 'side', title: 'Side', width: '50px', cell: (row) => row.side },
  { name: 'quantity', title: 'Quantity', width: '110px', isNumber: true, cell: (row) => exact(row.quantity) },
  { name: 'price', title: 'Price', width: '120px', isNumber: true, cell: (row) => exact(row.price) },
  { name: 'fee', title: 'Fee', width: '130px', isNumber: true, cell: (row) => `${exact(row.fee)} ${row.feeCurrency ?? ''}` },
  { name: 'profit', title: 'Realised', width: '120px', isNumber: true, cell: (row) => <Profit value={row.realised} /> },
];

const views = [
  ['working', 'Working'],
  ['history', 'History'],
  ['fills', 'Fills'],
] as const;

export default function OrdersPage() {
  const [query, setQuery] = useQuery();
  const view = query.get('view') ?? 'working';
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Orders and fills</h1>
      {view === 'fills' ? <Fills tabs={<Views view={view} onChange={(next) => setQuery({ view: next })} />} /> : <Orders view={view} tabs={<Views view={view} onChange={(next) => setQuery({ view: next })} />} />}
    </div>
  );
}

const Views = ({ view, onChange }: { view: string; onChange: (view: string) => void }) => <Tabs label="Which orders" value={view} choices={views} onChange={onChange} />;

function Orders({ view, tabs }: { view: string; tabs: ReactNode }) {
  const levelAt = useAccountLevels();
  const list = useList<Order>('orders', view === 'working' ? { open: 'true' } : {}, 10_000);
  useRefresh('orders', 'orders');
  return (
    <Panel title="Orders" note={<Age at={list.updatedAt} source="Orders" everyMs={10_000} />} actions={<>{tabs}<ExportButton list="orders" filters={view === 'working' ? { open: true } : {}} /></>} isFlush>
      <DataTable
        label="Orders"
        rows={list.rows}
        list={list}
        columns={orderColumns(levelAt)}
        id={(row) => row.id}
        onOpen={(row) => row.signalId && navigate(`/signals/${row.signalId}`)}
        onEnd={list.more}
        empty={<EmptyState title={view === 'working' ? 'No order is working' : 'No order was ever sent'}>Orders of signals and the stops and targets that protect them appear here.</EmptyState>}
      />
    </Panel>
  );
}

function Fills({ tabs }: { tabs: ReactNode }) {
  const list = useList<Fill>('fills', {}, 10_000);
  useRefresh('fills', 'fills');
  return (
    <Panel title="Fills" note={<Age at={list.updatedAt} source="Fills" everyMs={10_000} />} actions={<>{tabs}<ExportButton list="fills" filters={{}} /></>} isFlush>
      <DataTable
        label="Fills"
        rows={list.rows}
        list={list}
        columns={fillColumns}
        id={(row) => `${row.accountId}/${row.symbol}/${row.id}`}
        onOpen={(row) => row.signalId && navigate(`/signals/${row.signalId}`)}
        onEnd={list.more}
        empty={<EmptyState title="Nothing has filled yet" />}
      />
    </Panel>
  );
}
