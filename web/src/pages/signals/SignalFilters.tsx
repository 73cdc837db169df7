import { useQuery } from '../../router';
import styles from './SignalFilters.module.css';

const states = ['pending', 'executed', 'partial', 'rejected'];

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
      <div role="group" aria-label="Status" className={styles.states}>
        <button type="button" aria-pressed={!query.get('status')} onClick={() => setQuery({ status: undefined })}>
          All
        </button>
        {states.map((state) => (
          <button key={state} type="button" aria-pressed={query.get('status') === state} onClick={() => setQuery({ status: state })}>
            {state}
          </button>
        ))}
      </div>
    </div>
  );
}
