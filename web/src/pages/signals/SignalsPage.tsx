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
import { Panel } from '../../parts/Panel';
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

/**
 * All signals are kept up to date by the feed's own rows; which rows match a filter is the server's to say, and they are read
 * again when something changed.
 */
function useSignals(filters: Record<string, string>, isFiltered: boolean) {
  const all = useLiveList<Row>('signals', 'signals', 'signal', !isFiltered);
  const matching = useList<Row>('signals', filters, listEveryMs, isFiltered);
  useRefresh(isFiltered ? 'signals' : null, 'signals');
  return isFiltered ? matching : all;
}

/** How many rows came in above what is held. */
function newer(rows: readonly Row[], held: readonly Row[]): number {
  const first = rows.findIndex((row) => row.id === held[0]?.id);
  return first < 0 ? rows.length : first;
}

/** Every body that came in, also those that were refused. Paused, the rows stay as they were while new ones keep coming in behind them. */
export default function SignalsPage() {
  const [query] = useQuery();
  const filters = Object.fromEntries(query);
  const isFiltered = query.size > 0;
  const list = useSignals(filters, isFiltered);
  const [held, hold] = useState<{ rows: readonly Row[]; search: string }>();
  // Other filters ask for other rows than those that are held.
  const shown = held?.search === query.toString() ? held.rows : undefined;
  const strategies = useNames('strategies');
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Signals</h1>
      <Panel
        title="Signals"
        note={shown ? <Badge state={`paused · ${newer(list.rows, shown)} new`} tone="warn" /> : <Age at={list.updatedAt} source="Signals" everyMs={listEveryMs} isFed={!isFiltered} />}
        actions={
          <>
            <SignalFilters strategies={strategies.choices} />
            <Button aria-pressed={shown !== undefined} onClick={() => hold(shown ? undefined : { rows: list.rows, search: query.toString() })}>
              {shown ? 'Go on' : 'Pause'}
            </Button>
            <ExportButton list="signals" filters={filters} />
          </>
        }
        isFlush
      >
        <DataTable
          label="Signals"
          rows={shown ?? list.rows}
          list={list}
          columns={columns(strategies.of)}
          id={(row) => row.id}
          onOpen={(row) => navigate(`/signals/${row.id}`)}
          onEnd={list.more}
          empty={<NoSignals isFiltered={isFiltered} />}
        />
      </Panel>
    </div>
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
