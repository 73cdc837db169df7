import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { StrategyForm } from './StrategyForm';

/** A strategy: where its signals come in, and what holds for all its subscriptions. */
export default function StrategyPage({ id = '' }: { id?: string }) {
  const strategy = useQuery({ queryKey: ['strategies', id], queryFn: ({ signal }) => get<Schemas['StrategyDocument']>(at(`strategies/${id}`), signal) });
  if (strategy.isPending) return <Loading what="the strategy" />;
  if (strategy.error) return <Problem error={strategy.error} onRetry={() => void strategy.refetch()} />;
  return <StrategyForm key={strategy.data.version} strategy={strategy.data} />;
}
