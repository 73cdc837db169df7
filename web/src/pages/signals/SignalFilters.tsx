import { useEffect, useRef, type InputHTMLAttributes } from 'react';
import { Tabs } from '../../parts/Tabs';
import { useNarrow } from '../../parts/useNarrow';
import { useQuery } from '../../router';
import { Choice } from '../../terms/editors';
import styles from './SignalFilters.module.css';

const states = [
  ['', 'All'],
  ['pending', 'Pending'],
  ['executed', 'Executed'],
  ['partial', 'Partial'],
  ['rejected', 'Rejected'],
] as const;

const actions = ['buy', 'sell', 'exit', 'add', 'reverse', 'target', 'cancel', 'flatten', 'breakeven', 'protect'];

interface Props {
  strategies: readonly (readonly [string, string])[];
}

/** The filters are the address, so that a filtered view can be shared. */
export function SignalFilters(props: Props) {
  const [query] = useQuery();
  // On a phone the signals are what the screen is for.
  return useNarrow() ? (
    <details className={styles.folded} open={query.size > 0 || undefined}>
      <summary>Filters{query.size > 0 && ` (${query.size})`}</summary>
      <Fields {...props} />
    </details>
  ) : (
    <Fields {...props} />
  );
}

function Fields({ strategies }: Props) {
  const [query, setQuery] = useQuery();
  return (
    <div className={styles.filters}>
      <Typed label="Find in signals" name="text" placeholder="Find …  ( / )" data-filter />
      <Choice label="Strategy" value={query.get('strategyId')} choices={[['', 'every strategy'], ...strategies]} onChange={(strategyId) => setQuery({ strategyId })} />
      <Choice label="Action" value={query.get('action')} choices={[['', 'every action'], ...actions.map((action) => [action, action] as const)]} onChange={(action) => setQuery({ action })} />
      <Typed label="Symbol" name="ticker" className={styles.short} />
      <Typed label="Reason code" name="code" className={styles.short} />
      <Tabs label="Status" value={query.get('status') ?? ''} choices={states} onChange={(status) => setQuery({ status })} />
    </div>
  );
}

interface TypedProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  name: string;
}

/** A filter that takes hold with Enter, or when the field is left. It keeps the focus, and follows the address. */
function Typed({ label, name, ...input }: TypedProps) {
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
