import { useId, useMemo, type ReactNode } from 'react';
import { useWhyNot, type Need } from './needs';
import styles from './Permitted.module.css';
import { Refused, useRefusal } from './refusal';

interface Props {
  need: Need;
  /** The reason stands above what it disables; else it is only told on pointing and to screen readers. */
  isNoted?: boolean;
  children: ReactNode;
}

/** What stands within is used by those who may. Others see it all the same, disabled, and are told why. */
export function Permitted({ need, isNoted = false, children }: Props) {
  const id = useId();
  const outer = useRefusal();
  const why = useWhyNot(need);
  const refusal = useMemo(() => outer ?? (why ? { why, id } : undefined), [outer, why, id]);
  const isToldHere = refusal?.id === id;
  return (
    <Refused.Provider value={refusal}>
      {isToldHere && (
        <p id={id} className={isNoted ? styles.note : 'sr-only'}>
          {why}
        </p>
      )}
      <fieldset className={styles.plain} disabled={refusal !== undefined}>
        {children}
      </fieldset>
    </Refused.Provider>
  );
}
