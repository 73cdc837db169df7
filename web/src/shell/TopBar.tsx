import { useQueryClient } from '@tanstack/react-query';
import { signOut, type Session } from '../api/session';
import { Button } from '../parts/Button';
import { Link } from '../router';
import { AccountSummary } from './AccountSummary';
import { setPreferences, usePreferences } from './preferences';
import styles from './TopBar.module.css';

interface Props {
  session: Session;
  onPalette: () => void;
  onMenu: () => void;
}

export function TopBar({ session, onPalette, onMenu }: Props) {
  const queries = useQueryClient();
  const { theme } = usePreferences();
  return (
    <header className={styles.bar}>
      <Button look="quiet" className={styles.menu} onClick={onMenu} aria-label="Pages">
        ☰
      </Button>
      <Link href="/" className={styles.brand} aria-label="Signalbox">
        <img src="/mark.svg" alt="" width={20} height={20} />
        <span>Signalbox</span>
      </Link>
      <AccountSummary />
      <div className={styles.actions}>
        <Button look="quiet" className={styles.wide} onClick={onPalette}>
          <kbd>Ctrl K</kbd> command
        </Button>
        <Button look="quiet" onClick={() => setPreferences({ theme: theme === 'dark' ? 'light' : 'dark' })} aria-label={`Use the ${theme === 'dark' ? 'light' : 'dark'} theme`}>
          {theme === 'dark' ? '☾' : '☀'}
        </Button>
        <Button look="quiet" className={styles.wide} onClick={() => void signOut(queries)} title={`Signed in as ${session.name}`}>
          Sign out
        </Button>
        <Link href="/risk?kill" className={styles.kill}>
          ■ Kill<span>&nbsp;switch</span>
        </Link>
      </div>
    </header>
  );
}
