import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Rows that come in above what is read do not push it away. Says how many of them were not looked at yet. */
export function useKeptPlace<T>(scroll: RefObject<HTMLDivElement | null>, rows: readonly T[], id: (row: T) => string, rowHeight: number): number {
  const first = rows[0] === undefined ? undefined : id(rows[0]);
  const before = useRef<string | undefined>(undefined);
  const [unseen, setUnseen] = useState(0);

  useLayoutEffect(() => {
    const element = scroll.current;
    const known = before.current;
    before.current = first;
    if (!element || known === undefined || known === first || element.scrollTop <= rowHeight) return;
    const added = rows.findIndex((row) => id(row) === known);
    if (added > 0) {
      element.scrollTop += added * rowHeight;
      setUnseen((count) => count + added);
    }
    // Only a new first row matters; the rows themselves change with every frame.
  }, [first]);

  useEffect(() => {
    const element = scroll.current;
    const look = () => element !== null && element.scrollTop <= rowHeight && setUnseen(0);
    element?.addEventListener('scroll', look, { passive: true });
    return () => element?.removeEventListener('scroll', look);
  }, [scroll, rowHeight]);

  return unseen;
}
