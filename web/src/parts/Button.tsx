import type { ButtonHTMLAttributes } from 'react';
import styles from './Button.module.css';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger' | 'up' | 'down';
  isBusy?: boolean;
}

export function Button({ look = 'plain', isBusy = false, disabled, children, className, ...rest }: Props) {
  return (
    <button type="button" className={`${styles.button} ${styles[look]} ${className ?? ''}`} disabled={disabled || isBusy} aria-busy={isBusy} {...rest}>
      {children}
    </button>
  );
}
