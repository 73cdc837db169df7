import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { reaches } from '../../sharing/levels';
import { Publication } from '../../sharing/Publication';
import { Sharing } from '../../sharing/Sharing';
import { StrategyForm } from './StrategyForm';

/** A strategy: where its signals come in, and what holds for all its subscriptions. */
export default function StrategyPage({ id = '' }: { id?: string }) {
  const strategy = useQuery({ queryKey: ['strategies', id], queryFn: ({ signal }) => get<Schemas['StrategyDocument']>(at(`strategies/${id}`), signal) });
  if (strategy.isPending) return <Loading what="the strategy" />;
  if (strategy.error) return <Problem error={strategy.error} onRetry={() => void strategy.refetch()} />;
  return (
    <div className={form.page}>
      <StrategyForm key={strategy.data.version} strategy={strategy.data} />
      {reaches(strategy.data.permission, 'own') && (
        <>
          <Publication id={id} />
          <Sharing kind="strategies" id={id} />
        </>
      )}
    </div>
  );
}
