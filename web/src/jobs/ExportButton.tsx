import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { at, post, type ApiError } from '../api/client';
import { Button } from '../parts/Button';
import { JobLine } from './JobLine';
import styles from './Jobs.module.css';
import type { Job } from './useJob';

interface Props {
  /** The list: signals, trades, orders or fills. */
  list: string;
  filters: Record<string, string | number | boolean | undefined | null>;
}

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
  if (id !== undefined) return <JobLine id={id} what="export" onClose={() => setId(undefined)} />;
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
