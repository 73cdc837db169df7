import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { at, get, type Schemas } from '../../api/client';

export const spans = [['1', '1D'], ['7', '1W'], ['30', '1M'], ['ever', 'All']] as const;

const everyMs = 60_000;
const dayMs = 86_400_000;

/** What the accounts were worth over some days. Panels that show the same days share one reading. */
export function useCurves(days: string) {
  // From a whole hour on: panels that are opened one after the other ask for the same.
  const [hour] = useState(() => Math.floor(Date.now() / 3_600_000) * 3_600_000);
  const since = days === 'ever' ? undefined : new Date(hour - Number(days) * dayMs).toISOString();
  const query = useQuery({
    queryKey: ['performance', 'curves', since],
    queryFn: ({ signal }) => get<Schemas['PerformanceDocument']>(at('performance', { since }), signal),
    refetchInterval: everyMs,
  });
  return { curves: query.data?.accounts ?? [], isPending: query.isPending, error: query.error, refetch: query.refetch, updatedAt: query.dataUpdatedAt, everyMs };
}

type AccountCurve = Schemas['AccountCurveDocument'];

/** One account in one currency. */
export const keyOf = (curve: AccountCurve) => `${curve.accountId}/${curve.currency}`;

/** The chosen one, else the one that moved most. */
export const chosenCurve = (curves: readonly AccountCurve[], chosen: string | undefined) =>
  curves.find((each) => keyOf(each) === chosen) ?? [...curves].sort((left, right) => right.curve.length - left.curve.length)[0];
