import styles from './Badge.module.css';
import { words } from './format';

export type Tone = 'up' | 'down' | 'warn' | 'info' | 'quiet';

const tones: Record<string, Tone> = {
  executed: 'up', filled: 'up', active: 'up', accepted: 'info', working: 'info', pending: 'info', sent: 'info', intended: 'info', triggered: 'info',
  partial: 'warn', partly_filled: 'warn', awaiting_approval: 'warn', skipped: 'quiet', cancelled: 'quiet', expired: 'quiet', duplicate: 'quiet',
  unknown: 'warn', rejected: 'down', denied: 'down', halted: 'down', reducing: 'warn', enabled: 'up', disabled: 'quiet', paper: 'warn', live: 'down',
};

/** A state in its own word; the colour only repeats it. */
export const Badge = ({ state, tone }: { state: string | null | undefined; tone?: Tone }) => (
  <span className={`${styles.badge} ${styles[tone ?? tones[state ?? ''] ?? 'quiet']}`}>{words(state)}</span>
);

/** What a signal does; an exit never looks like a sale. */
export const ActionBadge = ({ action }: { action: string | null | undefined }) => (
  <span className={`${styles.action} ${action === 'buy' || action === 'add' ? styles.buy : action === 'sell' ? styles.sell : styles.info}`}>{words(action)}</span>
);
