import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useRefresh } from '../../live/useLive';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { exact, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { navigate } from '../../router';
import type { PanelProps } from './panels';

type Row = Schemas['PlacedOrderDocument'];

const columns: Column<Row>[] = [
  { name: 'symbol', title: 'Symbol', width: 'minmax(80px, 1fr)', card: 'head', cell: (row) => row.symbol },
  { name: 'leg', title: 'Leg', width: '90px', cell: (row) => words(row.leg) },
  { name: 'side', title: 'Side', width: '44px', cell: (row) => row.side },
  { name: 'quantity', title: 'Quantity', width: '80px', isNumber: true, cell: (row) => exact(row.quantity) },
  { name: 'price', title: 'Price', width: '90px', isNumber: true, cell: (row) => exact(row.limitPrice ?? row.stopPrice) },
  { name: 'status', title: 'Status', width: '90px', cell: (row) => <Badge state={row.status} /> },
];

export function OrdersPanel({ actions }: PanelProps) {
  const list = useList<Row>('orders', { open: 'true' }, 10_000);
  useRefresh('orders', 'orders');
  return (
    <Panel title="Working orders" note={<Age at={list.updatedAt} source="Orders" everyMs={10_000} isFed />} actions={actions} isFlush>
      <DataTable
        label="Working orders"
        rows={list.rows}
        list={list}
        columns={columns}
        id={(row) => row.id}
        onOpen={(row) => navigate(row.signalId ? `/signals/${row.signalId}` : '/orders')}
        onEnd={list.more}
        empty={<EmptyState title="No order is working">Limits, stops and targets that rest at a venue appear here.</EmptyState>}
      />
    </Panel>
  );
}
