import { Button } from '../../parts/Button';
import styles from './SecondFactor.module.css';

/** Shown this once. */
export const RecoveryCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => (
  <div className={styles.steps} role="status">
    <p>
      Keep these recovery codes where your devices are not: each signs you in once without them. <strong>They are not shown again.</strong>
    </p>
    <ul className={styles.codes}>
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <Button look="primary" onClick={onDone}>
      I have kept them
    </Button>
  </div>
);
