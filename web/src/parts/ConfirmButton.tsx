import { useEffect, useState, type ReactNode } from 'react';
import { Button } from './Button';

const sureForMs = 4_000;

interface Props {
  /** What the first press shows instead: what will happen, counted. */
  sure: string;
  onConfirm: () => void;
  isBusy?: boolean;
  disabled?: boolean;
  label: string;
  /** Before it asks. */
  look?: 'plain' | 'primary' | 'quiet' | 'up' | 'down';
  children: ReactNode;
}

/** Nothing that moves money happens with one press: the second press within four seconds does it, and a double click or a held key is one press. */
export function ConfirmButton({ sure, onConfirm, isBusy, disabled, label, look = 'quiet', children }: Props) {
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (!isAsking) return undefined;
    const timer = setTimeout(() => setAsking(false), sureForMs);
    return () => clearTimeout(timer);
  }, [isAsking]);
  return (
    <Button
      look={isAsking ? 'danger' : look}
      isBusy={isBusy}
      disabled={disabled}
      aria-label={isAsking ? `${sure} Press again to confirm.` : label}
      onKeyDown={(event) => event.repeat && (event.key === 'Enter' || event.key === ' ') && event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation();
        if (isAsking && event.detail > 1) return;
        setAsking(!isAsking);
        if (isAsking) onConfirm();
      }}
      onBlur={() => setAsking(false)}
    >
      {isAsking ? sure : children}
    </Button>
  );
}
