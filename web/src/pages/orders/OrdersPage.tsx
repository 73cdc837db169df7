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
import { average, clock, exact, signed, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Profit } from '../../parts/Profit';
import { Tabs } from '../../parts/Tabs';
import { useAccountLevels } from '../../permissions/useLevel';
import { navigate, useQuery } from '../../router';
import type { Level } from '../../sharing/levels';
import { AmendDialog } from './AmendDialog';
import { isAmendable, OrderActions } from './OrderActions';
import { OrderFilters } from './OrderFilters';
import { useOrderFilters, views } from './orderFilters';
import styles from './OrdersPage.module.css';

type Order = Schemas['PlacedOrderDocument'];
type Fill = Schemas['FillDocument'];

const listEveryMs = 10_000;

/** Against the signal's price; where it named none there is nothing to compare with. */
function Slippage({ of: { slippageBasisPoints, signalPrice } }: { of: Pick<Order, 'slippageBasisPoints' | 'signalPrice'> }) {
  const isWorse = Number(slippageBasisPoints) > 0;
  return (
    <span title={`The signal said ${exact(signalPrice)}: ${isWorse ? 'worse' : 'not worse'} by ${exact(String(slippageBasisPoints).replace('-', ''))} hundredths of a percent.`}>
      {signed(String(slippageBasisPoints), 1)} bp
    </span>
  );
}

const orderColumns = (levelAt: (account: string) => Level | undefined, amend: (order: Order) => void): Column<Order>[] => [
  { name: 'time', title: 'Intended', width: 'minmax(104px, 170px)', cell: (row) => clock(row.intendedAt, true) },
  { name: 'account', title: 'Account', width: '104px', cell: (row) => <AccountName id={row.accountId} /> },
  { name: 'symbol', title: 'Symbol', width: 'minmax(80px, 1fr)', card: 'head', cell: (row) => row.symbol },
  { name: 'leg', title: 'Order', width: '112px', cell: (row) => `${words(row.leg)} ${row.leg === 'entry' || row.leg === 'exit' ? words(row.type) : ''}` },
  { name: 'side', title: 'Side', width: '36px', cell: (row) => row.side },
  { name: 'quantity', title: 'Quantity', width: '64px', isNumber: true, cell: (row) => exact(row.quantity) },
  { name: 'price', title: 'Price', width: '76px', isNumber: true, cell: (row) => exact(row.limitPrice ?? row.stopPrice) },
  { name: 'filled', title: 'Filled', width: '56px', isNumber: true, cell: (row) => exact(row.filledQuantity) },
  { name: 'average', title: 'Average', width: '76px', isNumber: true, cell: (row) => <span title={row.averagePrice ?? undefined}>{average(row.averagePrice)}</span> },
  { name: 'slippage', title: 'Slippage', width: '74px', isNumber: true, cell: (row) => row.slippageBasisPoints && <Slippage of={row} /> },
  { name: 'acknowledged', title: 'Ack', width: '62px', isNumber: true, cell: (row) => row.acknowledgedMs && <span title="From when it was intended until the venue had acknowledged it">{`${exact(row.acknowledgedMs)} ms`}</span> },
  { name: 'status', title: 'Status', width: '92px', cell: (row) => <Badge state={row.status} /> },
  { name: 'why', title: 'Why', width: 'minmax(50px, 2fr)', card: 'none', cell: (row) => <span title={row.reason ?? undefined}>{row.reason ?? ''}</span> },
  { name: 'actions', title: '', width: '136px', isPinned: true, card: 'wide', cell: (row) => row.isOpen && <OrderActions order={row} held={levelAt(row.accountId)} onAmend={() => amend(row)} /> },
];

const fillColumns: Column<Fill>[] = [
  { name: 'time', title: 'Time', width: '150px', card: 'wide', cell: (row) => clock(row.at, true) },
  { name: 'account', title: 'Account', width: '190px', cell: (row) => <AccountName id={row.accountId} /> },
  { name: 'symbol', title: 'Symbol', width: 'minmax(90px, 1fr)', cell: (row) => row.symbol },
  { name: 'leg', title: 'Leg', width: '90px', cell: (row) => words(row.leg) },
  { name: 'side', title: 'Side', width: '50px', cell: (row) => row.side },
  { name: 'quantity', title: 'Quantity', width: '110px', isNumber: true, cell: (row) => exact(row.quantity) },
  { name: 'price', title: 'Price', width: '120px', isNumber: true, cell: (row) => exact(row.price) },
  { name: 'slippage', title: 'Slippage', width: '90px', isNumber: true, cell: (row) => row.slippageBasisPoints && <Slippage of={row} /> },
  { name: 'fee', title: 'Fee', width: '130px', isNumber: true, cell: (row) => `${exact(row.fee)} ${row.feeCurrency ?? ''}` },
  { name: 'profit', title: 'Realised', width: '120px', isNumber: true, cell: (row) => <Profit value={row.realised} /> },
];

/** Orders that work, ended, or all of them, and what filled. Filters and the order that is being amended are the address. */
export default function OrdersPage() {
  const [, setQuery] = useQuery();
  const asked = useOrderFilters();
  const actions = (
    <>
      <Tabs label="Which orders" value={asked.view} choices={views} onChange={(view) => setQuery({ view })} />
      <ExportButton list={asked.view === 'fills' ? 'fills' : 'orders'} filters={asked.filters} />
    </>
  );
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Orders and fills</h1>
      {asked.view === 'fills' ? <Fills asked={asked} actions={actions} /> : <Orders asked={asked} actions={actions} />}
    </div>
  );
}

interface Props {
  asked: ReturnType<typeof useOrderFilters>;
  actions: ReactNode;
}

const noOrders: Record<string, string> = { working: 'No order is working', ended: 'No order has ended yet', history: 'No order was ever sent' };

const NoMatch = ({ what }: { what: string }) => <EmptyState title={`No ${what} matches`}>Change or clear the filters above.</EmptyState>;

function Orders({ asked, actions }: Props) {
  const [query, setQuery] = useQuery();
  const levelAt = useAccountLevels();
  const list = useList<Order>('orders', asked.filters, listEveryMs);
  useRefresh('orders', 'orders');
  const amending = query.get('amend');
  const amend = (order: Order) => setQuery({ amend: order.id });
  return (
    <Panel title="Orders" note={<Age at={list.updatedAt} source="Orders" everyMs={listEveryMs} />} actions={actions} isFlush>
      <div className={styles.list}>
        <OrderFilters period={asked.period} count={asked.count} />
        <DataTable
          label="Orders"
          rows={list.rows}
          list={list}
          columns={orderColumns(levelAt, amend)}
          id={(row) => row.id}
          onOpen={(row) => row.signalId && navigate(`/signals/${row.signalId}`)}
          keys={{ m: (row) => isAmendable(row) && amend(row) }}
          onEnd={list.more}
          empty={asked.count > 0 ? <NoMatch what="order" /> : <EmptyState title={noOrders[asked.view] ?? noOrders.history!}>Orders of signals and the stops and targets that protect them appear here.</EmptyState>}
        />
      </div>
      {amending && <AmendDialog key={amending} id={amending} held={levelAt} onClose={() => setQuery({ amend: undefined })} />}
    </Panel>
  );
}

function Fills({ asked, actions }: Props) {
  const list = useList<Fill>('fills', asked.filters, listEveryMs);
  useRefresh('fills', 'fills');
  return (
    <Panel title="Fills" note={<Age at={list.updatedAt} source="Fills" everyMs={listEveryMs} />} actions={actions} isFlush>
      <div className={styles.list}>
        <OrderFilters period={asked.period} count={asked.count} />
        <DataTable
          label="Fills"
          rows={list.rows}
          list={list}
          columns={fillColumns}
          id={(row) => `${row.accountId}/${row.symbol}/${row.id}`}
          onOpen={(row) => row.signalId && navigate(`/signals/${row.signalId}`)}
          onEnd={list.more}
          empty={asked.count > 0 ? <NoMatch what="fill" /> : <EmptyState title="Nothing has filled yet" />}
        />
      </div>
    </Panel>
  );
}
