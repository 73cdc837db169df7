import { useQuery } from '@tanstack/react-query';
import { useLatest, useLiveState } from '../live/useLive';
import { at, get, type Schemas } from './client';

type Health = Schemas['NodeHealthDocument'];

const unfedEveryMs = 5_000;

/** How the node is: told by the feed every second, and asked for where there is none. */
export function useHealth() {
  const feed = useLiveState();
  const told = useLatest<Health>('health');
  const asked = useQuery({ queryKey: ['health'], queryFn: ({ signal }) => get<Health>(at('health'), signal), enabled: feed !== 'live', refetchInterval: unfedEveryMs });
  const isAsked = asked.dataUpdatedAt > told.at;
  return { health: isAsked ? asked.data : told.value, at: isAsked ? asked.dataUpdatedAt : told.at, error: asked.error, refetch: asked.refetch };
}
