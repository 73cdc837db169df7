import type { ButtonHTMLAttributes } from 'react';
import { useRefusal } from '../permissions/refusal';
import styles from './Button.module.css';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger' | 'up' | 'down';
  isBusy?: boolean;
}

/** Where it stands within what may not be used, it says why. */
export function Button({ look = 'plain', isBusy = false, disabled, children, className, title, ...rest }: Props) {
  const refusal = useRefusal();
  return (
    <button
      type="button"
      className={`${styles.button} ${styles[look]} ${className ?? ''}`}
      disabled={disabled || isBusy || refusal !== undefined}
      aria-busy={isBusy}
      title={refusal?.why ?? title}
      aria-describedby={refusal?.id}
      {...rest}
    >
      {children}
    </button>
  );
}
