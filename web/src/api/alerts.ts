import { useQuery } from '@tanstack/react-query';
import { useRefresh } from '../live/useLive';
import { exact } from '../parts/format';
import { at, get, type Schemas } from './client';

type Counted = Schemas['OpenIncidentCountDocument'];

const everyMs = 60_000;

/** How much calls a person and was seen by nobody, however far back it happened. */
export function useOpenAlertCount(filters: { kind?: string | null; accountId?: string | null } = {}): Counted | undefined {
  const count = useQuery({
    queryKey: ['incidents', 'count', filters],
    queryFn: ({ signal }) => get<Counted>(at('incidents/count', filters), signal),
    refetchInterval: everyMs,
  });
  useRefresh('alerts', 'incidents', { isCostly: true });
  return count.data;
}

/** It is counted to a bound: what may be more says so. */
export const counted = ({ count, isExact }: Counted) => `${exact(String(count))}${isExact ? '' : '+'}`;
