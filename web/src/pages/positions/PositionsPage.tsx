import type { Schemas } from '../../api/client';
import { positionsFedMs, useOpenPositions } from '../../api/positions';
import { AccountName } from '../../parts/AccountName';
import { Age } from '../../parts/Age';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { average, exact, signed, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Profit } from '../../parts/Profit';
import { summed } from '../../parts/summed';
import { useAccountLevels } from '../../permissions/useLevel';
import { Link } from '../../router';
import type { Level } from '../../sharing/levels';
import { PositionActions } from './PositionActions';
import styles from './PositionsPage.module.css';

type Row = Schemas['PositionDocument'];

const Side = ({ of }: { of: string }) => <span className={of === 'long' ? styles.long : styles.short}>{of}</span>;

function Protection({ of }: { of: Row }) {
  const text = of.protection.map((order) => `${words(order.leg)} ${exact(order.stopPrice ?? order.limitPrice)}`).join(', ');
  return text ? <span title={text}>{text}</span> : <span className={styles.naked}>none</span>;
}

const columns = (levelAt: (account: string) => Level | undefined): Column<Row>[] => [
  { name: 'symbol', title: 'Symbol', width: 'minmax(80px, 1fr)', card: 'head', cell: (row) => row.symbol },
  { name: 'open', title: 'Open P&L', width: '100px', isNumber: true, cell: (row) => <Profit value={row.unrealised} /> },
  { name: 'side', title: 'Side', width: '60px', cell: (row) => <Side of={row.side} /> },
  { name: 'quantity', title: 'Quantity', width: '90px', isNumber: true, cell: (row) => exact(row.quantity) },
  { name: 'average', title: 'Entry', width: '100px', isNumber: true, cell: (row) => <span title={row.averagePrice ?? undefined}>{average(row.averagePrice)}</span> },
  { name: 'mark', title: 'Mark', width: '100px', isNumber: true, cell: (row) => exact(row.markPrice) },
  { name: 'protection', title: 'Stops and targets', width: 'minmax(170px, 3fr)', card: 'wide', cell: (row) => <Protection of={row} /> },
  { name: 'account', title: 'Account', width: '150px', cell: (row) => <AccountName id={row.accountId} /> },
  { name: 'realised', title: 'Realised', width: '100px', isNumber: true, cell: (row) => <Profit value={row.realised} /> },
  { name: 'actions', title: '', width: '240px', isPinned: true, card: 'wide', cell: (row) => <PositionActions position={row} held={levelAt(row.accountId)} /> },
];

/** What every account holds now. */
export default function PositionsPage() {
  const list = useOpenPositions();
  const levelAt = useAccountLevels();
  const open = [...summed(list.rows.map((row) => [row.currency, Number(row.unrealised ?? 0)]))];
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Positions</h1>
      <Panel
        title="Positions"
        note={
          <>
            {list.rows.length} open{open.map(([currency, profit]) => ` · P&L ${signed(String(profit))} ${currency}`)} <Age at={list.updatedAt} source="Positions" fedMs={positionsFedMs} isFed={list.rows.length === 0} />
          </>
        }
        isFlush
      >
        <DataTable
          label="Positions"
          rows={list.rows}
          list={list}
          columns={columns(levelAt)}
          id={(row) => `${row.accountId}/${row.symbol}`}
          onEnd={list.more}
          empty={
            <EmptyState title="No position is open">
              What a signal opens appears here, with the stop and the targets that protect it. Open one from <Link href="/order-entry">order entry</Link>, or let the <Link href="/start">first-run guide</Link> lead you to a first signal.
            </EmptyState>
          }
        />
      </Panel>
    </div>
  );
}
