import { useEffect, useRef } from 'react';
import { indicatorKinds, indicatorNames, periodMost, type Indicators } from './choice';
import styles from './IndicatorPicker.module.css';

interface Props {
  chosen: Indicators;
  onChange: (chosen: Indicators) => void;
}

/** Which indicators are drawn, and how far they look back. */
export function IndicatorPicker({ chosen, onChange }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      if (menu.current?.open && !(event.target instanceof Node && menu.current.contains(event.target))) menu.current.open = false;
    };
    addEventListener('pointerdown', close);
    return () => removeEventListener('pointerdown', close);
  }, []);
  const count = Object.keys(chosen).length;
  return (
    <details
      ref={menu}
      className={styles.menu}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && menu.current) menu.current.open = false;
      }}
    >
      <summary>Indicators {count > 0 && `(${count})`}</summary>
      <fieldset className={styles.list}>
        <legend className="sr-only">Indicators</legend>
        {indicatorNames.map((name) => {
          const kind = indicatorKinds[name];
          const period = chosen[name];
          return (
            <div key={name} className={styles.line}>
              <label>
                <input
                  type="checkbox"
                  checked={period !== undefined}
                  onChange={(event) => {
                    const { [name]: _, ...others } = chosen;
                    onChange(event.target.checked ? { ...others, [name]: kind.period ?? 0 } : others);
                  }}
                />
                {kind.title}
              </label>
              {kind.period !== undefined && period !== undefined && (
                <input
                  type="number"
                  min={2}
                  max={periodMost}
                  aria-label={`${kind.title}: candles`}
                  defaultValue={period}
                  onChange={(event) => {
                    const next = event.target.valueAsNumber;
                    if (Number.isInteger(next) && next >= 2 && next <= periodMost) onChange({ ...chosen, [name]: next });
                  }}
                />
              )}
            </div>
          );
        })}
      </fieldset>
    </details>
  );
}
