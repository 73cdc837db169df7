import type { Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { clock, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import styles from './AuditPage.module.css';
import { differences } from './differences';

type Entry = Schemas['AuditDocument'];

/** One entry whole: who, from where, and field by field what became of it. */
export function AuditEntry({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const changed = differences(entry.before, entry.after);
  return (
    <Panel title={words(entry.event)} note={`number ${entry.number}`} actions={<Button look="quiet" onClick={onClose}>Close the entry</Button>}>
      <dl className={styles.facts}>
        <Fact name="When">{clock(entry.at, true)}</Fact>
        <Fact name="Who">{entry.by.name}</Fact>
        {entry.by.token && <Fact name="With the token">{entry.by.token}</Fact>}
        {entry.from?.address && <Fact name="From">{entry.from.address}</Fact>}
        {entry.from?.agent && <Fact name="Program">{entry.from.agent}</Fact>}
        {entry.from?.request && <Fact name="Request">{entry.from.request}</Fact>}
        {entry.why && <Fact name="Why">{entry.why}</Fact>}
        <Fact name="Of what">{`${entry.subjectName} (${entry.subject})`}</Fact>
      </dl>
      {changed.length === 0 ? (
        <p>Nothing is kept of before and after.</p>
      ) : (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Before and after">
          <table className={styles.difference}>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">Before</th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {changed.map((each) => (
                <tr key={each.path}>
                  <th scope="row">{each.path}</th>
                  <td>{each.before === undefined ? '–' : <del>{each.before}</del>}</td>
                  <td>{each.after === undefined ? '–' : <ins>{each.after}</ins>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
