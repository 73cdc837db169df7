import type { Schemas } from '../../api/client';
import { words } from '../../parts/format';
import styles from './Timeline.module.css';

type Step = Schemas['TimelineDocument'];

/** What had passed since the step before it at the same subscription; before the first, since the signal's own last step. */
function sinceBefore(steps: Step[], index: number): number {
  const step = steps[index]!;
  for (let at = index - 1; at >= 0; at--) {
    const before = steps[at]!;
    if (before.subscriptionId === step.subscriptionId || !before.subscriptionId) return Number(step.msAfterReceipt) - Number(before.msAfterReceipt);
  }
  return 0;
}

/** Every step in the order it happened: when it was, and how long it took from the step before it. */
export const Timeline = ({ steps }: { steps: Step[] }) => (
  <ol className={styles.steps}>
    {steps.map((step, index) => (
      <li key={index}>
        <span className={styles.at}>+{Number(step.msAfterReceipt).toFixed(1)}</span>
        <span className={styles.took} title="since the step before it">
          {index === 0 ? '' : `${sinceBefore(steps, index).toFixed(1)} ms`}
        </span>
        <span>
          {words(step.phase)}
          {step.leg && ` · ${words(step.leg)}`}
        </span>
        <span className={styles.who}>{step.subscriptionId}</span>
      </li>
    ))}
  </ol>
);
