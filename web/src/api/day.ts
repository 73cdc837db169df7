import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useRefresh } from '../live/useLive';
import { usePreferences, type Preferences } from '../shell/preferences';
import { at, get, type Schemas } from './client';

type Account = Schemas['AccountDocument'];

const everyMs = 60_000;

function midnight(clock: Preferences['clock']): string {
  const now = new Date();
  if (clock === 'utc') now.setUTCHours(0, 0, 0, 0);
  else now.setHours(0, 0, 0, 0);
  return now.toISOString();
}

/** When the day of the chosen clock began; it goes on by itself. */
function useMidnight(): string {
  const { clock } = usePreferences();
  const [since, setSince] = useState(() => midnight(clock));
  useEffect(() => {
    const look = () => setSince(midnight(clock));
    look();
    const timer = setInterval(look, everyMs / 4);
    return () => clearInterval(timer);
  }, [clock]);
  return since;
}

/**
 * What the day of the chosen clock brought so far, per currency: what was realised, and what the open profit changed by. The
 * server is asked again after fills; between them the accounts' own figures say what the open profit is now.
 */
export function useDay(accounts: readonly Account[]): ReadonlyMap<string, number> | undefined {
  const since = useMidnight();
  const day = useQuery({ queryKey: ['day', since], queryFn: ({ signal }) => get<Schemas['DayDocument']>(at('performance/day', { since }), signal), refetchInterval: everyMs });
  // The server adds up every fill of the day for it.
  useRefresh('fills', 'day', { isCostly: true });
  if (!day.data) return undefined;
  const byCurrency = new Map<string, number>();
  for (const each of day.data.items) {
    const now = accounts.find((account) => account.id === each.accountId)?.balances.find((balance) => balance.currency === each.currency);
    const open = now ? Number(now.equity) - Number(now.balance) : Number(each.open);
    byCurrency.set(each.currency, (byCurrency.get(each.currency) ?? 0) + Number(each.realised) + open - Number(each.openBefore));
  }
  return byCurrency;
}
