import { useEffect, useState } from 'react';
import { useLiveState } from '../live/useLive';
import { clock } from '../parts/format';
import { usePreferences } from './preferences';
import styles from './StatusBar.module.css';

export function StatusBar() {
  const { clock: zone } = usePreferences();
  const live = useLiveState();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <footer className={styles.bar}>
      <span role="status">{live === 'live' ? 'Live feed connected' : live === 'connecting' ? 'Live feed connecting …' : 'Live feed down: figures are polled'}</span>
      <span>
        {clock(now)} {zone === 'utc' ? 'UTC' : 'local time'}
      </span>
      <span className={styles.keys} aria-hidden="true">
        <kbd>j</kbd> <kbd>k</kbd> move <kbd>↵</kbd> open <kbd>/</kbd> filter <kbd>Ctrl K</kbd> commands
      </span>
    </footer>
  );
}
