import { useEffect, useState } from 'react';
import { useLiveState } from '../live/useLive';
import styles from './Age.module.css';
import { age } from './format';

const staleAfterMs = 10_000;
const downAfterMs = 60_000;
/** A reading may be late by half its interval before it is called stale. */
const patience = 1.5;

interface Props {
  at: number | string | null | undefined;
  source: string;
  /** How often it is read; what is read seldom is not stale for it. */
  everyMs?: number;
  /** The same while the live feed is connected; without it, it is read within seconds. */
  fedMs?: number;
  /** The live feed tells of every change: while it is connected what is shown is how things are. */
  isFed?: boolean;
  /** Beside each of many numbers: only what is not live says so. */
  isQuiet?: boolean;
}

/** Every number says how old it is: LIVE, STALE or DOWN. */
export function Age({ at, source, everyMs, fedMs = 0, isFed = false, isQuiet = false }: Props) {
  const [now, setNow] = useState(() => Date.now());
  const feed = useLiveState();
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seen = typeof at === 'string' ? Date.parse(at) : (at ?? 0);
  const passed = seen ? now - seen : Number.POSITIVE_INFINITY;
  const interval = everyMs ?? (feed === 'live' ? fedMs : 0);
  const isFollowed = isFed && feed === 'live' && seen > 0;
  const state = isFollowed || passed < Math.max(staleAfterMs, interval * patience) ? 'live' : passed < Math.max(downAfterMs, interval * patience * 2) ? 'stale' : 'down';
  if (isQuiet && state === 'live') return null;
  return (
    <span className={`${styles.age} ${styles[state]}`} title={`${source}: ${!seen ? 'nothing yet' : isFollowed ? `followed; last change ${age(passed)} ago` : `${age(passed)} old`}`}>
      {state === 'live' ? 'LIVE' : state === 'stale' ? `STALE ${age(passed)}` : 'DOWN'}
    </span>
  );
}
