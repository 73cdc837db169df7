import type { Schemas } from '../api/client';
import { Badge } from '../parts/Badge';
import { exact } from '../parts/format';
import styles from './Jobs.module.css';

/** How far a job is, or what came of it. */
export function JobProgress({ job }: { job: Schemas['JobDocument'] }) {
  const total = job.total === undefined || job.total === null ? undefined : Number(job.total);
  if (job.status === 'running' || job.status === 'waiting') {
    return (
      <span className={styles.inline} role="status">
        <progress className={styles.bar} max={total ?? 1} value={total === undefined ? undefined : Number(job.done)} aria-label={job.title} />
        <span>{job.status === 'waiting' ? 'waits for its turn' : total === undefined ? exact(String(job.done)) : `${exact(String(job.done))} of ${exact(String(total))}`}</span>
      </span>
    );
  }
  return (
    <span className={styles.inline} role="status">
      {job.hasResult ? <a href={`/api/v1/jobs/${job.id}/result`} download>Download</a> : <Badge state={job.status} tone={job.status === 'failed' ? 'down' : 'quiet'} />}
      <span className={styles.message}>{job.message}</span>
    </span>
  );
}
