import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useRefresh } from '../../live/useLive';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { exact } from '../../parts/format';
import { Profit } from '../../parts/Profit';

type Row = Schemas['PositionDocument'];

const columns: Column<Row>[] = [
  { name: 'account', title: 'Account', width: 'minmax(70px, 1fr)', cell: (row) => row.accountId },
  { name: 'symbol', title: 'Symbol', width: 'minmax(80px, 1fr)', cell: (row) => row.symbol },
  { name: 'quantity', title: 'Quantity', width: '90px', isNumber: true, cell: (row) => `${row.side === 'short' ? '−' : ''}${exact(row.quantity)}` },
  { name: 'mark', title: 'Mark', width: '100px', isNumber: true, cell: (row) => exact(row.markPrice) },
  { name: 'open', title: 'Open P&L', width: '100px', isNumber: true, cell: (row) => <Profit value={row.unrealised} /> },
];

export function OpenPositions() {
  const list = useList<Row>('positions', { open: 'true' }, 1_000);
  useRefresh('positions', 'positions');
  return <DataTable label="Open positions" rows={list.rows} columns={columns} id={(row) => `${row.accountId}/${row.symbol}`} onEnd={list.more} empty={<EmptyState title="No position is open" />} />;
}
