import type { ReactNode } from 'react';
import styles from './Panel.module.css';

interface Props {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  /** Of the account that is acted on here: real money is framed. */
  mode?: string;
  children: ReactNode;
  /** The content brings its own edges: a table or a chart. */
  isFlush?: boolean;
  /** The same, and it may be higher than its panel. */
  isScrolling?: boolean;
}

export function Panel({ title, note, actions, mode, children, isFlush = false, isScrolling = false }: Props) {
  return (
    <section className={styles.panel} aria-label={title} data-mode={mode}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {note && <span className={styles.note}>{note}</span>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {isScrolling ? (
        <div className={styles.scrolling} tabIndex={0} role="group" aria-label={`${title}, scrolling`}>
          {children}
        </div>
      ) : (
        <div className={isFlush ? styles.flush : styles.body}>{children}</div>
      )}
    </section>
  );
}
