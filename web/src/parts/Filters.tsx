import { useEffect, useRef, type InputHTMLAttributes, type ReactNode } from 'react';
import { useQuery } from '../router';
import styles from './Filters.module.css';
import { parts } from './format';
import { useNarrow } from './useNarrow';

export const shortFilter = styles.short;

/** The filters of a list; they are the address, so that a filtered view can be shared. */
export function Filters({ count, children }: { count: number; children: ReactNode }) {
  const fields = <div className={styles.filters}>{children}</div>;
  // On a phone the rows are what the screen is for.
  return useNarrow() ? (
    <details className={styles.folded} open={count > 0 || undefined}>
      <summary>Filters{count > 0 && ` (${count})`}</summary>
      {fields}
    </details>
  ) : (
    fields
  );
}

interface TypedProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  name: string;
}

/** A filter that takes hold with Enter, or when the field is left. It keeps the focus, and follows the address. */
export function TypedFilter({ label, name, ...input }: TypedProps) {
  const [query, setQuery] = useQuery();
  const field = useRef<HTMLInputElement>(null);
  const value = query.get(name) ?? '';
  useEffect(() => {
    field.current!.value = value;
  }, [value]);
  return (
    <input
      ref={field}
      type="search"
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      {...input}
      onKeyDown={(event) => event.key === 'Enter' && setQuery({ [name]: event.currentTarget.value.trim() })}
      onBlur={(event) => setQuery({ [name]: event.currentTarget.value.trim() })}
    />
  );
}

/** A moment as the chosen clock shows it, for a field of date and time. */
function shownTime(at: string): string {
  const { date, time } = parts(new Date(at));
  return `${date}T${time.slice(0, 5)}`;
}

/** A moment in the address, so that it is the same one for whoever opens it elsewhere; typed by the chosen clock. */
export function TimeFilter({ label, name, clock }: { label: string; name: string; clock: 'local' | 'utc' }) {
  const [query, setQuery] = useQuery();
  const field = useRef<HTMLInputElement>(null);
  const at = query.get(name);
  const value = at && !Number.isNaN(Date.parse(at)) ? shownTime(at) : '';
  useEffect(() => {
    if (field.current!.value !== value) field.current!.value = value;
  }, [value, clock]);
  return (
    <input
      ref={field}
      type="datetime-local"
      className={styles.time}
      aria-label={label}
      title={label}
      defaultValue={value}
      onBlur={(event) => {
        const typed = event.currentTarget.value;
        setQuery({ [name]: typed ? new Date(clock === 'utc' ? `${typed}Z` : typed).toISOString() : undefined });
      }}
    />
  );
}
