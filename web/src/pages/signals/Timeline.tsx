import type { Schemas } from '../../api/client';
import { words } from '../../parts/format';
import styles from './Timeline.module.css';

/** Every step in the order it happened, with the time that had passed. */
export const Timeline = ({ steps }: { steps: Schemas['TimelineDocument'][] }) => (
  <ol className={styles.steps}>
    {steps.map((step, index) => (
      <li key={index}>
        <span className={styles.at}>+{Number(step.msAfterReceipt).toFixed(1)}</span>
        <span>
          {words(step.phase)}
          {step.leg && ` · ${words(step.leg)}`}
        </span>
        <span className={styles.who}>{step.subscriptionId}</span>
      </li>
    ))}
  </ol>
);
