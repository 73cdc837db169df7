import { useNames } from '../../api/names';
import { Button } from '../../parts/Button';
import { Filters, shortFilter, TimeFilter, TypedFilter } from '../../parts/Filters';
import { words } from '../../parts/format';
import { useQuery } from '../../router';
import { usePreferences } from '../../shell/preferences';
import { Choice } from '../../terms/editors';
import { custom, legs, periods } from './orderFilters';

/** Of orders and of fills: the same names mean the same. */
export function OrderFilters({ period, count }: { period: string; count: number }) {
  const [query, setQuery] = useQuery();
  const { clock } = usePreferences();
  const accounts = useNames('connections');
  const strategies = useNames('strategies');
  return (
    <Filters count={count}>
      <TypedFilter label="Symbol" name="symbol" className={shortFilter} placeholder="Symbol ( / )" data-filter />
      <Choice label="Account" value={query.get('account')} choices={[['', 'every account'], ...accounts.choices]} onChange={(account) => setQuery({ account })} />
      <Choice label="Strategy" value={query.get('strategy')} choices={[['', 'every strategy'], ...strategies.choices]} onChange={(strategy) => setQuery({ strategy })} />
      <Choice label="Leg" value={query.get('leg')} choices={[['', 'every leg'], ...legs.map((leg) => [leg, words(leg)] as const)]} onChange={(leg) => setQuery({ leg })} />
      <Choice label="Side" value={query.get('side')} choices={[['', 'both sides'], ['buy', 'buy'], ['sell', 'sell']]} onChange={(side) => setQuery({ side })} />
      <Choice label="Time" value={period} choices={periods} onChange={(next) => setQuery({ period: next, since: undefined, until: undefined })} />
      {period === custom && (
        <>
          <TimeFilter label={clock === 'utc' ? 'From (UTC)' : 'From'} name="since" clock={clock} />
          <TimeFilter label={clock === 'utc' ? 'Until (UTC)' : 'Until'} name="until" clock={clock} />
        </>
      )}
      {count > 0 && (
        <Button look="quiet" onClick={() => setQuery({ account: undefined, strategy: undefined, symbol: undefined, leg: undefined, side: undefined, period: undefined, since: undefined, until: undefined })}>
          Clear
        </Button>
      )}
    </Filters>
  );
}
