import type { ReactNode } from 'react';
import { useAccountFace } from '../api/accounts';
import styles from './RowActions.module.css';

interface Props {
  /** The account that is acted on: real money is framed. */
  account: string;
  /** Why the last of them was not done. */
  refused?: string;
  children: ReactNode;
}

/** What acts on a row. A question may be wider than its column: it lies over the columns before it. */
export const RowActions = ({ account, refused, children }: Props) => (
  <span className={styles.actions}>
    {refused && (
      <span role="alert" className={styles.refused} title={refused}>
        {refused}
      </span>
    )}
    <span className={styles.buttons} data-mode={useAccountFace(account)?.mode}>
      {children}
    </span>
  </span>
);
