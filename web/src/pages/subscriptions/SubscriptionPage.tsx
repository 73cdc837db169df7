import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { SubscriptionForm } from './SubscriptionForm';

/** A subscription: for each setting, who may set it and whose value holds. */
export default function SubscriptionPage({ id = '' }: { id?: string }) {
  const subscription = useQuery({ queryKey: ['subscriptions', id], queryFn: ({ signal }) => get<Schemas['SubscriptionDocument']>(at(`subscriptions/${id}`), signal) });
  const strategyId = subscription.data?.strategyId;
  const strategy = useQuery({
    queryKey: ['strategies', strategyId],
    queryFn: ({ signal }) => get<Schemas['StrategyDocument']>(at(`strategies/${strategyId}`), signal),
    enabled: strategyId !== undefined,
  });
  const error = subscription.error ?? strategy.error;
  if (error) return <Problem error={error} onRetry={() => void subscription.refetch()} />;
  if (!subscription.data || !strategy.data) return <Loading what="the subscription" />;
  return <SubscriptionForm key={subscription.data.version} subscription={subscription.data} strategy={strategy.data} />;
}
