import { useMutation, useQuery } from '@tanstack/react-query';
import { at, get, remove, type ApiError, type Schemas } from '../api/client';

export type Job = Schemas['JobDocument'];

export const isOver = (job: Job | undefined) => job !== undefined && !['waiting', 'running'].includes(job.status);

/** A job by its id: how far it is, until it is over, and the way to cancel it. It goes on at the server whether or not anybody looks. */
export function useJob(id: string | undefined) {
  const job = useQuery<Job, ApiError>({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => get<Job>(at(`jobs/${id}`), signal),
    enabled: id !== undefined,
    refetchInterval: (query) => (isOver(query.state.data) || query.state.error ? false : 500),
  });
  const cancel = useMutation({ mutationFn: () => remove(at(`jobs/${id}`)), onSettled: () => void job.refetch() });
  return { job: job.data, error: job.error, cancel };
}
