import { useMemo } from 'react';
import { useList } from './lists';

interface Named {
  id: string;
  name: string;
}

const known: Record<string, string> = { manual: 'by hand', replay: 'replay' };

/** What strategies or connections are called; an id that is gone is shown as it is. */
export function useNames(path: 'strategies' | 'connections') {
  const list = useList<Named>(path);
  return useMemo(() => {
    const names = new Map(list.rows.map((row) => [row.id, row.name]));
    return { of: (id: string) => names.get(id) ?? known[id] ?? id, choices: list.rows.map((row) => [row.id, row.name] as const) };
  }, [list.rows]);
}
