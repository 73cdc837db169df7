import type { Schemas } from '../../api/client';
import { marksFedMs, positionsFedMs, useOpenPositions } from '../../api/positions';
import { AccountName } from '../../parts/AccountName';
import { Age } from '../../parts/Age';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { exact } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Profit } from '../../parts/Profit';
import { navigate } from '../../router';
import type { PanelProps } from './panels';

type Row = Schemas['PositionDocument'];

const account: Column<Row> = { name: 'account', title: 'Account', width: '130px', cell: (row) => <AccountName id={row.accountId} /> };

const columns: Column<Row>[] = [
  { name: 'symbol', title: 'Symbol', width: 'minmax(80px, 1fr)', card: 'head', cell: (row) => row.symbol },
  { name: 'quantity', title: 'Quantity', width: '78px', isNumber: true, cell: (row) => `${row.side === 'short' ? '−' : ''}${exact(row.quantity)}` },
  { name: 'mark', title: 'Mark', width: '88px', isNumber: true, cell: (row) => (
      <>
        {exact(row.markPrice)} {row.markedAt && <Age at={row.markedAt} source="Mark" everyMs={marksFedMs} isQuiet />}
      </>
    ) },
  { name: 'open', title: 'Open P&L', width: '88px', isNumber: true, isPinned: true, cell: (row) => <Profit value={row.unrealised} /> },
];

export function OpenPositions({ actions }: PanelProps) {
  const list = useOpenPositions();
  return (
    <Panel title="Positions" note={<Age at={list.updatedAt} source="Positions" fedMs={positionsFedMs} isFed={list.rows.length === 0} />} actions={actions} isFlush>
      <DataTable
        label="Open positions"
        rows={list.rows}
        list={list}
        columns={new Set(list.rows.map((row) => row.accountId)).size > 1 ? [account, ...columns] : columns}
        id={(row) => `${row.accountId}/${row.symbol}`}
        onOpen={() => navigate('/positions')}
        onEnd={list.more}
        empty={<EmptyState title="No position is open">What a signal opens appears here, with what it has won or lost so far.</EmptyState>}
      />
    </Panel>
  );
}
