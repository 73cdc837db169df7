import { useRefresh } from '../live/useLive';
import type { Schemas } from './client';
import { useList } from './lists';

const everyMs = 60_000;

/** What calls a person and nobody has seen yet, of the newest hundred incidents. */
export function useOpenAlerts(): Schemas['IncidentDocument'][] {
  const list = useList<Schemas['IncidentDocument']>('incidents', {}, everyMs);
  useRefresh('alerts', 'incidents');
  return list.rows.filter((row) => row.alerting && !row.acknowledged);
}
