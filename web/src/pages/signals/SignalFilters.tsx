import { Filters, shortFilter, TypedFilter } from '../../parts/Filters';
import { Tabs } from '../../parts/Tabs';
import { useQuery } from '../../router';
import { Choice } from '../../terms/editors';

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

export function SignalFilters({ strategies }: Props) {
  const [query, setQuery] = useQuery();
  return (
    <Filters count={query.size}>
      <TypedFilter label="Find in signals" name="text" placeholder="Find …  ( / )" data-filter />
      <Choice label="Strategy" value={query.get('strategyId')} choices={[['', 'every strategy'], ...strategies]} onChange={(strategyId) => setQuery({ strategyId })} />
      <Choice label="Action" value={query.get('action')} choices={[['', 'every action'], ...actions.map((action) => [action, action] as const)]} onChange={(action) => setQuery({ action })} />
      <TypedFilter label="Symbol" name="ticker" className={shortFilter} />
      <TypedFilter label="Reason code" name="code" className={shortFilter} />
      <Tabs label="Status" value={query.get('status') ?? ''} choices={states} onChange={(status) => setQuery({ status })} />
    </Filters>
  );
}
