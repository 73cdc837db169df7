import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useRefresh } from '../../live/useLive';
import { Age } from '../../parts/Age';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { exact, signed, words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Profit } from '../../parts/Profit';
import { PositionActions } from './PositionActions';
import styles from './PositionsPage.module.css';

type Row = Schemas['PositionDocument'];

const protection = (row: Row) => row.protection.map((order) => `${words(order.leg)} ${exact(order.stopPrice ?? order.limitPrice)}`).join(', ');

const columns: Column<Row>[] = [
  { name: 'account', title: 'Account', width: 'minmax(90px, 1fr)', cell: (row) => row.accountId },
  { name: 'symbol', title: 'Symbol', width: 'minmax(80px, 1fr)', cell: (row) => row.symbol },
  { name: 'side', title: 'Side', width: '60px', cell: (row) => row.side },
  { name: 'quantity', title: 'Quantity', width: '90px', isNumber: true, cell: (row) => exact(row.quantity) },
  { name: 'average', title: 'Average', width: '100px', isNumber: true, cell: (row) => exact(row.averagePrice) },
  { name: 'mark', title: 'Mark', width: '100px', isNumber: true, cell: (row) => exact(row.markPrice) },
  { name: 'open', title: 'Open P&L', width: '100px', isNumber: true, cell: (row) => <Profit value={row.unrealised} /> },
  { name: 'realised', title: 'Realised', width: '100px', isNumber: true, cell: (row) => <Profit value={row.realised} /> },
  { name: 'protection', title: 'Stops and targets', width: 'minmax(150px, 3fr)', cell: (row) => protection(row) || <span className={styles.naked}>none</span> },
  { name: 'actions', title: 'Act', width: '230px', cell: (row) => <PositionActions position={row} /> },
];

/** What every account holds now. */
export default function PositionsPage() {
  const list = useList<Row>('positions', { open: 'true' }, 1_000);
  useRefresh('positions', 'positions');
  const total = list.rows.reduce((sum, row) => sum + Number(row.unrealised ?? 0), 0);
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Positions</h1>
      <Panel
        title="Positions"
        note={
          <>
            {list.rows.length} open · P&L {signed(String(total))} <Age at={list.updatedAt} source="Positions" />
          </>
        }
        isFlush
      >
        {list.error ? (
          <Problem error={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <Loading what="positions" />
        ) : (
          <DataTable
            label="Positions"
            rows={list.rows}
            columns={columns}
            id={(row) => `${row.accountId}/${row.symbol}`}
            onEnd={list.more}
            empty={<EmptyState title="No position is open">What a signal opens appears here, with the stop and the targets that protect it.</EmptyState>}
          />
        )}
      </Panel>
    </div>
  );
}
