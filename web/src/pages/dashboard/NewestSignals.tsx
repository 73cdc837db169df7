import type { Schemas } from '../../api/client';
import { useLiveList } from '../../api/liveList';
import { useNames } from '../../api/names';
import { Age } from '../../parts/Age';
import { ActionBadge, Badge } from '../../parts/Badge';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { clock } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Link, navigate } from '../../router';
import type { PanelProps } from './panels';

type Row = Schemas['SignalSummaryDocument'];

const columns = (strategyName: (id: string) => string): Column<Row>[] => [
  { name: 'time', title: 'Time', width: '110px', cell: (row) => clock(row.receivedAt, true) },
  { name: 'strategy', title: 'Strategy', width: 'minmax(80px, 1fr)', cell: (row) => <span title={row.strategyId}>{strategyName(row.strategyId)}</span> },
  { name: 'ticker', title: 'Symbol', width: 'minmax(80px, 1fr)', card: 'head', cell: (row) => row.ticker ?? 'not understood' },
  { name: 'action', title: 'Action', width: '80px', cell: (row) => <ActionBadge action={row.action} /> },
  { name: 'status', title: 'Status', width: '100px', cell: (row) => <Badge state={row.status} /> },
];

export function NewestSignals({ actions }: PanelProps) {
  const list = useLiveList<Row>('signals', 'signals', 'signal');
  const strategies = useNames('strategies');
  return (
    <Panel title="Signals" note={<Age at={list.updatedAt} source="Signals" isFed />} actions={actions} isFlush>
      <DataTable
        label="Newest signals"
        rows={list.rows}
        list={list}
        columns={columns(strategies.of)}
        id={(row) => row.id}
        onOpen={(row) => navigate(`/signals/${row.id}`)}
        onEnd={list.more}
        empty={
          <EmptyState title="No signal yet">
            Open a <Link href="/strategies">strategy</Link> and paste its webhook address into your alert, or follow the <Link href="/start">first-run guide</Link>.
          </EmptyState>
        }
      />
    </Panel>
  );
}
