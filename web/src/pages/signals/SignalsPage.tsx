import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useNames } from '../../api/names';
import { ExportButton } from '../../jobs/ExportButton';
import { useRefresh } from '../../live/useLive';
import { Age } from '../../parts/Age';
import { ActionBadge, Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { clock } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Link, navigate, useQuery } from '../../router';
import { SignalFilters } from './SignalFilters';
import styles from './SignalsPage.module.css';

type Row = Schemas['SignalSummaryDocument'];

const columns = (strategyName: (id: string) => string): Column<Row>[] => [
  { name: 'time', title: 'Time', width: '150px', cell: (row) => clock(row.receivedAt, true) },
  { name: 'reader', title: 'Language', width: '110px', cell: (row) => row.reader ?? '–' },
  { name: 'strategy', title: 'Strategy', width: 'minmax(110px, 1fr)', cell: (row) => <span title={row.strategyId}>{strategyName(row.strategyId)}</span> },
  { name: 'ticker', title: 'Symbol', width: 'minmax(90px, 1fr)', cell: (row) => row.ticker ?? '–' },
  { name: 'action', title: 'Action', width: '90px', cell: (row) => <ActionBadge action={row.action} /> },
  { name: 'status', title: 'Status', width: '110px', cell: (row) => <Badge state={row.status} /> },
  { name: 'accounts', title: 'Accounts', width: '90px', isNumber: true, cell: (row) => accounts(row) },
  { name: 'why', title: 'Why', width: 'minmax(160px, 3fr)', cell: (row) => <span title={row.message ?? undefined}>{row.message ?? row.code ?? ''}</span> },
];

const accounts = (row: Row) => (row.failed > 0 ? `${row.processed - row.failed} of ${row.targets}` : `${row.processed} / ${row.targets}`);

/** Every body that came in, also those that were refused. */
export default function SignalsPage() {
  const [query] = useQuery();
  const [isPaused, setPaused] = useState(false);
  const strategies = useNames('strategies');
  const filters = Object.fromEntries(query);
  const list = useList<Row>('signals', filters, isPaused ? undefined : 10_000);
  useRefresh('signals', 'signals', !isPaused);
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Signals</h1>
      <Panel title="Signals" note={<Age at={list.updatedAt} source="Signals" />} actions={
          <>
            <SignalFilters strategies={strategies.choices} />
            <Button aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
              {isPaused ? 'Go on' : 'Pause'}
            </Button>
            <ExportButton list="signals" filters={filters} />
          </>
        } isFlush>
        {list.error ? (
          <Problem error={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <Loading what="signals" />
        ) : (
          <DataTable
            label="Signals"
            rows={list.rows}
            columns={columns(strategies.of)}
            id={(row) => row.id}
            onOpen={(row) => navigate(`/signals/${row.id}`)}
            onEnd={list.more}
            empty={<NoSignals isFiltered={query.size > 0} />}
          />
        )}
      </Panel>
    </div>
  );
}

const NoSignals = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState title="No signal matches">Change or clear the filters above.</EmptyState>
  ) : (
    <EmptyState title="No signal has come in yet">
      Open a <Link href="/strategies">strategy</Link>, copy its webhook address into your alert, and send one. It appears here at once, with everything that was made of it.
    </EmptyState>
  );
