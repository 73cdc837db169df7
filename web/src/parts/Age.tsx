import { useEffect, useState } from 'react';
import { age } from './format';
import styles from './Age.module.css';

const staleAfterMs = 10_000;
const downAfterMs = 60_000;

/** Every number says how old it is: LIVE, STALE or DOWN. */
export function Age({ at, source }: { at: number | string | null | undefined; source: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seen = typeof at === 'string' ? Date.parse(at) : (at ?? 0);
  const passed = seen ? now - seen : Number.POSITIVE_INFINITY;
  const state = passed < staleAfterMs ? 'live' : passed < downAfterMs ? 'stale' : 'down';
  return (
    <span className={`${styles.age} ${styles[state]}`} title={`${source}: ${seen ? `${age(passed)} old` : 'nothing yet'}`}>
      {state === 'live' ? 'LIVE' : state === 'stale' ? `STALE ${age(passed)}` : 'DOWN'}
    </span>
  );
}
