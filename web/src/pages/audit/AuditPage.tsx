import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { at } from '../../api/client';
import { useList } from '../../api/lists';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { clock, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { OnlyFor } from '../../permissions/OnlyFor';
import { useQuery } from '../../router';
import { AuditEntry } from './AuditEntry';
import { AuditFilters, chosen } from './AuditFilters';
import styles from './AuditPage.module.css';

type Row = Schemas['AuditDocument'];

const columns: Column<Row>[] = [
  { name: 'time', title: 'Time', width: '160px', cell: (row) => clock(row.at) },
  { name: 'who', title: 'Who', width: 'minmax(110px, 1fr)', cell: (row) => (row.by.token ? `${row.by.name} (${row.by.token})` : row.by.name) },
  { name: 'what', title: 'What', width: 'minmax(160px, 1fr)', cell: (row) => words(row.event) },
  { name: 'subject', title: 'Of what', width: 'minmax(140px, 2fr)', cell: (row) => row.subjectName || row.subject },
  { name: 'from', title: 'From where', width: 'minmax(110px, 1fr)', cell: (row) => row.from?.address ?? '' },
  { name: 'why', title: 'Why', width: 'minmax(120px, 2fr)', cell: (row) => row.why ?? '' },
];

/** Who changed what, when, from where, and why. It is part of the journal and cannot be switched off. */
export default function AuditPage() {
  return (
    <OnlyFor need={{ scope: 'audit' }} title="The audit trail is for auditors and administrators">
      <Trail />
    </OnlyFor>
  );
}

function Trail() {
  const [query] = useQuery();
  const filters = chosen(query);
  const list = useList<Row>('audit', filters);
  const [open, setOpen] = useState<Row>();
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Audit</h1>
      <AuditFilters />
      <Panel title="Audit" note="every change, from the journal" actions={<Copies filters={filters} />} isFlush>
        <DataTable
          label="Audit"
          rows={list.rows}
          list={list}
          columns={columns}
          id={(row) => String(row.number)}
          selected={open && String(open.number)}
          onOpen={setOpen}
          onEnd={list.more}
          empty={<EmptyState title={Object.keys(filters).length > 0 ? 'Nothing fits these filters' : 'Nothing was changed yet'} />}
        />
      </Panel>
      {open && <AuditEntry entry={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

/** The server writes the file with the same filters; taking it is an entry of its own. */
const Copies = ({ filters }: { filters: Record<string, string> }) => (
  <span className={styles.copies}>
    <a href={at('audit/export', { ...filters, format: 'csv' })} download>
      Export as CSV
    </a>
    <a href={at('audit/export', { ...filters, format: 'json' })} download>
      Export as JSON
    </a>
  </span>
);
