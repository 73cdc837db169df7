import { Tabs } from '../../parts/Tabs';
import { useQuery } from '../../router';
import styles from './SignalFilters.module.css';

const states = [
  ['', 'All'],
  ['pending', 'Pending'],
  ['executed', 'Executed'],
  ['partial', 'Partial'],
  ['rejected', 'Rejected'],
] as const;

/** The filters are the address, so that a filtered view can be shared. */
export function SignalFilters() {
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
      <Tabs label="Status" value={query.get('status') ?? ''} choices={states} onChange={(status) => setQuery({ status })} />
    </div>
  );
}
