import { useEffect, useRef, useState } from 'react';
import { liveMessages } from '../live/connection';
import { useLiveState } from '../live/useLive';
import { clock } from '../parts/format';
import { usePreferences } from './preferences';
import styles from './StatusBar.module.css';

export function StatusBar() {
  const { clock: zone } = usePreferences();
  const live = useLiveState();
  const [now, setNow] = useState(() => new Date().toISOString());
  const [perSecond, setPerSecond] = useState(0);
  const heard = useRef(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(new Date().toISOString());
      setPerSecond(liveMessages() - heard.current);
      heard.current = liveMessages();
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <footer className={styles.bar}>
      <span role="status">{live === 'live' ? 'Live feed connected' : live === 'connecting' ? 'Live feed connecting …' : 'Live feed down: figures are polled'}</span>
      <span className={styles.rate}>{perSecond} updates/s</span>
      <span>
        {clock(now)} {zone === 'utc' ? 'UTC' : 'local time'}
      </span>
      <span className={styles.keys} aria-hidden="true">
        <kbd>j</kbd> <kbd>k</kbd> move <kbd>↵</kbd> open <kbd>/</kbd> filter <kbd>Ctrl K</kbd> commands
      </span>
    </footer>
  );
}
