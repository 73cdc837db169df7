import { useMemo } from 'react';
import type { Schemas } from '../api/client';
import { useList } from '../api/lists';
import type { Level } from '../sharing/levels';

/** What one may do at each account; the list is the one names are taken from. */
export function useAccountLevels(): (account: string) => Level | undefined {
  const { rows } = useList<Schemas['ConnectionDocument']>('connections');
  return useMemo(() => {
    const levels = new Map(rows.map((row) => [row.id, row.permission]));
    return (account) => levels.get(account);
  }, [rows]);
}
