import type { ReactNode } from 'react';
import styles from './StartPage.module.css';

interface Props {
  number: number;
  title: string;
  isDone: boolean;
  isCurrent: boolean;
  /** What stands there when it is done. */
  summary?: ReactNode;
  children: ReactNode;
}

/** One step: open while it is the turn of it or nothing sums it up, one line when it is done. */
export const Step = ({ number, title, isDone, isCurrent, summary, children }: Props) => (
  <li className={styles.step} data-state={isDone ? 'done' : isCurrent ? 'current' : 'later'} aria-current={isCurrent ? 'step' : undefined}>
    <span className={styles.number} aria-hidden="true">
      {isDone ? '✓' : number}
    </span>
    <div className={styles.body}>
      <h2>
        {title}
        {isDone && <span className="sr-only"> (done)</span>}
      </h2>
      {isDone && summary ? <div className={styles.summary}>{summary}</div> : isDone || isCurrent ? children : null}
    </div>
  </li>
);
