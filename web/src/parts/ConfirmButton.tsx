import { useEffect, useState, type ReactNode } from 'react';
import { Button } from './Button';

const sureForMs = 4_000;

interface Props {
  /** What the first press shows instead: what will happen, counted. */
  sure: string;
  onConfirm: () => void;
  isBusy?: boolean;
  label: string;
  /** Before it asks. */
  look?: 'plain' | 'quiet' | 'up' | 'down';
  children: ReactNode;
}

/** Nothing that moves money happens with one press: the second press within four seconds does it. */
export function ConfirmButton({ sure, onConfirm, isBusy, label, look = 'quiet', children }: Props) {
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
      aria-label={isAsking ? `${sure} Press again to confirm.` : label}
      onClick={(event) => {
        event.stopPropagation();
        setAsking(!isAsking);
        if (isAsking) onConfirm();
      }}
      onBlur={() => setAsking(false)}
    >
      {isAsking ? sure : children}
    </Button>
  );
}
