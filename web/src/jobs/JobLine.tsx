import { Button } from '../parts/Button';
import { JobProgress } from './JobProgress';
import styles from './Jobs.module.css';
import { isOver, useJob } from './useJob';

interface Props {
  id: string;
  /** What it is, after "Close the". */
  what: string;
  onClose: () => void;
}

/** A job where it was begun: how far it is, a way to stop it, and what came of it. */
export function JobLine({ id, what, onClose }: Props) {
  const { job, error, cancel } = useJob(id);
  const isGone = error !== null && !job;
  return (
    <span className={styles.inline}>
      {job && <JobProgress job={job} />}
      {isGone && (
        <span role="alert">
          {error.status === 404 ? 'The server does not know this job any more: it was restarted since, or the job was over more than a day ago.' : error.message}
        </span>
      )}
      {job?.cancellable && (
        <Button look="quiet" aria-label={`Cancel the ${what}`} isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      )}
      {(isOver(job) || isGone) && (
        <Button look="quiet" aria-label={`Close the ${what}`} onClick={onClose}>
          ✕
        </Button>
      )}
    </span>
  );
}
