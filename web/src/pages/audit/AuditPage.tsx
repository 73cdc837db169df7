import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { clock, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import styles from './AuditPage.module.css';

type Row = Schemas['AuditDocument'];

const columns: Column<Row>[] = [
  { name: 'time', title: 'Time', width: '160px', cell: (row) => clock(row.at) },
  { name: 'who', title: 'Who', width: 'minmax(110px, 1fr)', cell: (row) => row.by.name },
  { name: 'what', title: 'What', width: 'minmax(160px, 1fr)', cell: (row) => words(row.event) },
  { name: 'subject', title: 'Of what', width: 'minmax(140px, 2fr)', cell: (row) => row.subjectName ?? row.subject },
  { name: 'why', title: 'Why', width: 'minmax(120px, 2fr)', cell: (row) => row.why ?? '' },
];

/** Who changed what, when, and why. It is part of the journal and cannot be switched off. */
export default function AuditPage() {
  const list = useList<Row>('audit');
  const [open, setOpen] = useState<Row>();
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Audit</h1>
      <Panel title="Audit" note="every change, from the journal" isFlush>
        {list.error ? (
          <Problem error={list.error} />
        ) : (
          <DataTable label="Audit" rows={list.rows} columns={columns} id={(row) => String(row.number)} selected={open && String(open.number)} onOpen={setOpen} onEnd={list.more} empty={<EmptyState title="Nothing was changed yet" />} />
        )}
      </Panel>
      {open && (
        <Panel title={words(open.event)} note={`number ${open.number}`}>
          <div className={styles.difference}>
            <div>
              <h3>Before</h3>
              <pre>{open.before ? JSON.stringify(open.before, null, 2) : 'nothing'}</pre>
            </div>
            <div>
              <h3>After</h3>
              <pre>{open.after ? JSON.stringify(open.after, null, 2) : 'nothing'}</pre>
            </div>
          </div>
        </Panel>
      )}
    </div>
  );
}
