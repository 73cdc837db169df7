import type { Schemas } from '../../api/client';
import { Age } from '../../parts/Age';
import form from '../../parts/Form.module.css';
import { exact, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import styles from './LimitUse.module.css';

/** How much of every limit is used; what cannot be told now says so. */
export const LimitUse = ({ risk, readAt }: { risk: Schemas['RiskDocument']; readAt: number }) => (
  <Panel
    title="Limits in use"
    note={
      <>
        {!risk.ledgerReady && 'the ledger of shared limits is not there yet: entries under shared limits are refused'} <Age at={readAt} source="Limits" />
      </>
    }
  >
    {risk.limits.length === 0 ? (
      <p className={form.muted}>No limit is set. Without limits a faulty alert can spend a whole account: set at least a daily loss and an order value below.</p>
    ) : (
      <div className={form.scroll}>
        <table className={form.table}>
          <thead>
            <tr>
              <th>Level</th>
              <th>Limit</th>
              <th>Used</th>
              <th>Of</th>
              <th>Share</th>
              <th>Most by</th>
            </tr>
          </thead>
          <tbody>
            {risk.limits.map((use) => (
              <tr key={`${use.level}-${use.id}-${use.limit}`}>
                <th scope="row">{use.level === 'global' ? 'everything' : `${use.level} ${use.id}`}</th>
                <td>{words(use.limit)}</td>
                <td>{use.used === undefined ? 'a price is missing' : exact(use.used)}</td>
                <td>{exact(use.maximum)}</td>
                <td>
                  <Share used={use.used} of={use.maximum} />
                </td>
                <td>{use.of ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </Panel>
);

function Share({ used, of }: { used: string | undefined; of: string }) {
  if (used === undefined || Number(of) === 0) return <>–</>;
  const percent = (Number(used) / Number(of)) * 100;
  return (
    <span className={styles.share}>
      <meter className={styles.meter} min={0} max={100} high={80} value={Math.min(100, percent)} aria-label={`${percent.toFixed(0)} percent used`} />
      {percent.toFixed(0)} %
    </span>
  );
}
