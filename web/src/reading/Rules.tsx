import { words } from '../parts/format';
import styles from './Rules.module.css';

interface Verdict {
  rule: string;
  passed: boolean;
  detail?: string | null;
}

/** Every rule that had something to say, and what it said. */
export const Rules = ({ verdicts }: { verdicts: readonly Verdict[] }) =>
  verdicts.length > 0 && (
    <ul className={styles.rules} aria-label="Rules">
      {verdicts.map((verdict, index) => (
        <li key={`${verdict.rule}-${index}`}>
          <span className={verdict.passed ? styles.passed : styles.failed}>{verdict.passed ? '✓ passed' : '✕ stopped'}</span>
          <span>{words(verdict.rule)}</span>
          <span className={styles.detail}>{verdict.detail}</span>
        </li>
      ))}
    </ul>
  );
