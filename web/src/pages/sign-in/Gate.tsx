import type { FormEvent, ReactNode } from 'react';
import styles from './Gate.module.css';

interface Props {
  title: string;
  problem?: string;
  onSubmit: (event: FormEvent) => void;
  children: ReactNode;
}

/** The form outside the shell. */
export const Gate = ({ title, problem, onSubmit, children }: Props) => (
  <main className={styles.page}>
    <form className={styles.form} onSubmit={onSubmit}>
      <img src="/mark.svg" alt="" width={40} height={40} />
      <h1>{title}</h1>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {children}
    </form>
  </main>
);
