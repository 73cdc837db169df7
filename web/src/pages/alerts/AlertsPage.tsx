import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useRefresh } from '../../live/useLive';
import { Age } from '../../parts/Age';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { clock, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { navigate } from '../../router';
import styles from '../signals/SignalsPage.module.css';

type Row = Schemas['IncidentDocument'];

const listEveryMs = 60_000;

const columns: Column<Row>[] = [
  { name: 'time', title: 'Time', width: '160px', cell: (row) => clock(row.at) },
  { name: 'kind', title: 'What', width: '160px', cell: (row) => words(row.kind) },
  { name: 'account', title: 'Account', width: 'minmax(110px, 1fr)', cell: (row) => row.accountId },
  { name: 'symbol', title: 'Symbol', width: '110px', cell: (row) => row.symbol ?? '–' },
  { name: 'message', title: 'What happened and what to do', width: 'minmax(260px, 4fr)', card: 'wide', cell: (row) => <span title={row.message}>{row.message}</span> },
];

/** What a person should know: alarms, orders whose outcome is not proven, differences with a venue. */
export default function AlertsPage() {
  const list = useList<Row>('incidents', {}, listEveryMs);
  useRefresh('alerts', 'incidents');
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Alerts</h1>
      <Panel title="Alerts" note={<Age at={list.updatedAt} source="Alerts" everyMs={listEveryMs} isFed />} isFlush>
        {list.error ? (
          <Problem error={list.error} />
        ) : (
          <DataTable label="Alerts" rows={list.rows} columns={columns} id={(row) => row.id} onOpen={(row) => row.signalId && navigate(`/signals/${row.signalId}`)} onEnd={list.more} empty={<EmptyState title="Nothing to worry about">Alarms, unknown orders and differences with a venue appear here.</EmptyState>} />
        )}
      </Panel>
    </div>
  );
}
