import { signed } from './format';
import styles from './Profit.module.css';

/** An amount won or lost: the sign says it, the colour repeats it. */
export const Profit = ({ value }: { value: string | null | undefined }) => (
  <span className={value && Number(value) > 0 ? styles.won : value && Number(value) < 0 ? styles.lost : undefined} title={value ?? undefined}>
    {signed(value)}
  </span>
);
