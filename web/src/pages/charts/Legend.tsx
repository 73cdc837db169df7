import { onTick } from './movable';
import styles from './PriceChart.module.css';
import type { LegendEntry } from './useIndicators';

/** What each indicator shows now, in its own colour. */
export const Legend = ({ entries, tick }: { entries: readonly LegendEntry[]; tick: number }) =>
  entries.length > 0 && (
    <ul className={styles.legend} aria-label="Indicators">
      {entries.map(({ name, text, colour, value }) => (
        <li key={name}>
          <span className={styles.swatch} style={{ background: `var(${colour})` }} aria-hidden="true" />
          {text} {value === undefined ? '–' : name === 'rsi' ? value.toFixed(1) : name === 'volume' ? String(Number(value.toPrecision(6))) : onTick(value, tick)}
        </li>
      ))}
    </ul>
  );
