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
      <input
        data-filter
        type="search"
        aria-label="Find in signals"
        placeholder="Find …  ( / )"
        defaultValue={query.get('text') ?? ''}
        onKeyDown={(event) => event.key === 'Enter' && setQuery({ text: event.currentTarget.value })}
        onBlur={(event) => setQuery({ text: event.currentTarget.value })}
      />
      <Choice label="Strategy" value={query.get('strategyId')} choices={[['', 'every strategy'], ...strategies]} onChange={(strategyId) => setQuery({ strategyId })} />
      <Choice label="Action" value={query.get('action')} choices={[['', 'every action'], ...actions.map((action) => [action, action] as const)]} onChange={(action) => setQuery({ action })} />
      <Typed label="Symbol" name="ticker" />
      <Typed label="Reason code" name="code" />
      <Tabs label="Status" value={query.get('status') ?? ''} choices={states} onChange={(status) => setQuery({ status })} />
    </div>
  );
}

/** A filter that takes hold with Enter, or when the field is left. */
function Typed({ label, name }: { label: string; name: string }) {
  const [query, setQuery] = useQuery();
  const value = query.get(name) ?? '';
  return (
    <input
      key={value}
      type="search"
      className={styles.typed}
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      onKeyDown={(event) => event.key === 'Enter' && setQuery({ [name]: event.currentTarget.value.trim() })}
      onBlur={(event) => setQuery({ [name]: event.currentTarget.value.trim() })}
    />
  );
}
