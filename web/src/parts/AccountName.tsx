import { useAccountFace } from '../api/accounts';
import styles from './AccountName.module.css';

/** An account by its name, and whether its money is real. */
export function AccountName({ id }: { id: string }) {
  const account = useAccountFace(id);
  return (
    <span className={styles.account} title={`${account?.name ?? id} (${id})`}>
      <span className={styles.name}>{account?.name ?? id}</span>
      {account && <span className={styles[account.mode]}>{account.mode === 'live' ? 'LIVE MONEY' : 'paper'}</span>}
    </span>
  );
}
