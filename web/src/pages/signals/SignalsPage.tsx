import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useLiveList } from '../../api/liveList';
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

const listEveryMs = 10_000;

const columns = (strategyName: (id: string) => string): Column<Row>[] => [
  { name: 'time', title: 'Time', width: '150px', cell: (row) => clock(row.receivedAt, true) },
  { name: 'reader', title: 'Language', width: '110px', cell: (row) => row.reader ?? '–' },
  { name: 'strategy', title: 'Strategy', width: 'minmax(110px, 1fr)', cell: (row) => <span title={row.strategyId}>{strategyName(row.strategyId)}</span> },
  { name: 'ticker', title: 'Symbol', width: 'minmax(90px, 1fr)', card: 'head', cell: (row) => row.ticker ?? 'not understood' },
  { name: 'action', title: 'Action', width: '90px', cell: (row) => <ActionBadge action={row.action} /> },
  { name: 'status', title: 'Status', width: '110px', cell: (row) => <Badge state={row.status} /> },
  { name: 'accounts', title: 'Accounts', width: '90px', isNumber: true, cell: (row) => accounts(row) },
  { name: 'why', title: 'Why', width: 'minmax(160px, 3fr)', card: 'wide', cell: (row) => (row.message ?? row.code) && <span title={row.message ?? undefined}>{row.message ?? row.code}</span> },
];

const accounts = (row: Row) => (row.failed > 0 ? `${row.processed - row.failed} of ${row.targets}` : `${row.processed} / ${row.targets}`);

/** Every body that came in, also those that were refused. */
export default function SignalsPage() {
  const [query] = useQuery();
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Signals</h1>
      {query.size > 0 ? <FilteredSignals filters={Object.fromEntries(query)} /> : <AllSignals />}
    </div>
  );
}

/** The feed's own rows keep the whole list up to date. */
const AllSignals = () => <SignalTable list={useLiveList<Row>('signals', 'signals', 'signal')} isFed />;

/** Which rows match is the server's to say: the list is read again when something changed. */
function FilteredSignals({ filters }: { filters: Record<string, string> }) {
  const list = useList<Row>('signals', filters, listEveryMs);
  useRefresh('signals', 'signals');
  return <SignalTable list={list} filters={filters} />;
}

interface TableProps {
  list: { rows: readonly Row[]; more: () => void; isPending: boolean; error: Error | null; updatedAt: number; refetch: () => unknown };
  filters?: Record<string, string>;
  isFed?: boolean;
}

/** Paused, the rows stay as they were while new ones keep coming in behind them. */
function SignalTable({ list, filters = {}, isFed }: TableProps) {
  const [held, hold] = useState<readonly Row[]>();
  const strategies = useNames('strategies');
  return (
    <Panel
      title="Signals"
      note={<Age at={list.updatedAt} source="Signals" everyMs={listEveryMs} isFed={isFed} />}
      actions={
        <>
          <SignalFilters strategies={strategies.choices} />
          <Button aria-pressed={held !== undefined} onClick={() => hold(held ? undefined : list.rows)}>
            {held ? 'Go on' : 'Pause'}
          </Button>
          <ExportButton list="signals" filters={filters} />
        </>
      }
      isFlush
    >
      {list.error ? (
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading what="signals" />
      ) : (
        <DataTable
          label="Signals"
          rows={held ?? list.rows}
          columns={columns(strategies.of)}
          id={(row) => row.id}
          onOpen={(row) => navigate(`/signals/${row.id}`)}
          onEnd={list.more}
          empty={<NoSignals isFiltered={Object.keys(filters).length > 0} />}
        />
      )}
    </Panel>
  );
}

const NoSignals = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState title="No signal matches">Change or clear the filters above.</EmptyState>
  ) : (
    <EmptyState title="No signal has come in yet">
      Open a <Link href="/strategies">strategy</Link>, copy its webhook address into your alert, and send one, or let the <Link href="/start">first-run guide</Link> lead you. It appears here at once, with everything that was made of it.
    </EmptyState>
  );
