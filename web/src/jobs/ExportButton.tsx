import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { at, get, post, remove, type ApiError, type Schemas } from '../api/client';
import { Button } from '../parts/Button';
import styles from './Jobs.module.css';
import { JobProgress } from './JobProgress';

type Job = Schemas['JobDocument'];

interface Props {
  /** The list: signals, trades, orders or fills. */
  list: string;
  filters: Record<string, string | number | boolean | undefined | null>;
}

const isOver = (job: Job | undefined) => job !== undefined && !['waiting', 'running'].includes(job.status);

/** The list as a file, with the filters it is shown with; how far it is, and a way to stop it. */
export function ExportButton({ list, filters }: Props) {
  const queries = useQueryClient();
  const [id, setId] = useState<string>();
  const start = useMutation<Job, ApiError, string>({
    mutationFn: (format) => post<Job>(at(`${list}/export`, { ...filters, format })),
    onSuccess: (job) => {
      queries.setQueryData(['jobs', job.id], job);
      setId(job.id);
    },
  });
  const job = useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => get<Job>(at(`jobs/${id}`), signal),
    enabled: id !== undefined,
    refetchInterval: (query) => (isOver(query.state.data) ? false : 500),
  });
  const cancel = useMutation({ mutationFn: () => remove(at(`jobs/${id}`)), onSettled: () => void job.refetch() });
  if (id !== undefined && job.data) {
    return (
      <span className={styles.inline}>
        <JobProgress job={job.data} />
        {job.data.cancellable && (
          <Button look="quiet" onClick={() => cancel.mutate()}>
            Cancel
          </Button>
        )}
        {isOver(job.data) && (
          <Button look="quiet" aria-label="Close the export" onClick={() => setId(undefined)}>
            ✕
          </Button>
        )}
      </span>
    );
  }
  return (
    <span className={styles.inline}>
      {start.error && <span role="alert">{start.error.message}</span>}
      <Button isBusy={start.isPending} onClick={() => start.mutate('csv')}>
        Export CSV
      </Button>
      <Button isBusy={start.isPending} onClick={() => start.mutate('json')}>
        Export JSON
      </Button>
    </span>
  );
}
