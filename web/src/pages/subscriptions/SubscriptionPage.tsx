import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { History } from '../../history/History';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { Tabs } from '../../parts/Tabs';
import { useQuery as useUrl } from '../../router';
import { LimitsOf } from '../risk/LimitForm';
import { SubscriptionForm } from './SubscriptionForm';

const sections = [
  ['', 'Settings'],
  ['limits', 'Risk limits'],
  ['history', 'History'],
] as const;

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
  if (error && !subscription.data) return <Problem error={error} onRetry={() => void subscription.refetch()} />;
  if (!subscription.data || !strategy.data) return <Loading what="the subscription" />;
  return <Sections subscription={subscription.data} strategy={strategy.data} />;
}

/** The settings stay in the page while the history is shown, so that nothing typed is lost by looking at it. */
function Sections({ subscription, strategy }: { subscription: Schemas['SubscriptionDocument']; strategy: Schemas['StrategyDocument'] }) {
  const [url, setUrl] = useUrl();
  const shown = url.get('show') ?? '';
  return (
    <div className={form.page}>
      <Tabs label="Part of the subscription" value={shown} choices={sections} onChange={(show) => setUrl({ show })} />
      <div hidden={shown !== ''}>
        <SubscriptionForm subscription={subscription} strategy={strategy} />
      </div>
      {shown === 'limits' && <LimitsOf level="subscription" id={subscription.id} />}
      {shown === 'history' && <History of={`subscriptions/${subscription.id}`} version={subscription.version} shown={['subscriptions', 'effective']} />}
    </div>
  );
}
