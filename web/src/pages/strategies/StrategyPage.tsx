import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { at, get, type Schemas } from '../../api/client';
import { History } from '../../history/History';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { Tabs } from '../../parts/Tabs';
import { useQuery as useUrl } from '../../router';
import { LimitsOf } from '../risk/LimitForm';
import { Composer } from './Composer';
import { reaches } from '../../sharing/levels';
import { Publication } from '../../sharing/Publication';
import { Sharing } from '../../sharing/Sharing';
import { StrategyForm } from './StrategyForm';
import { Tester } from './Tester';

type Strategy = Schemas['StrategyDocument'];

const sections = [
  ['', 'Settings'],
  ['messages', 'Compose & test'],
  ['limits', 'Risk limits'],
  ['history', 'History'],
] as const;

/** A strategy: where its signals come in, how they are written, and what holds for all its subscriptions. */
export default function StrategyPage({ id = '' }: { id?: string }) {
  const strategy = useQuery({ queryKey: ['strategies', id], queryFn: ({ signal }) => get<Strategy>(at(`strategies/${id}`), signal) });
  if (strategy.isPending) return <Loading what="the strategy" />;
  if (strategy.error && !strategy.data) return <Problem error={strategy.error} onRetry={() => void strategy.refetch()} />;
  return <Sections strategy={strategy.data} />;
}

/** All stay in the page while one is shown, so that nothing typed is lost by looking at another. */
function Sections({ strategy }: { strategy: Strategy }) {
  const [url, setUrl] = useUrl();
  const [tested, setTested] = useState({ text: '', handed: 0 });
  const shown = url.get('show') ?? '';
  return (
    <div className={form.page}>
      <Tabs label="Part of the strategy" value={shown} choices={sections} onChange={(show) => setUrl({ show })} />
      <div hidden={shown !== ''} className={form.page}>
        <StrategyForm strategy={strategy} />
        {reaches(strategy.permission, 'own') && (
          <>
            <Publication id={strategy.id} />
            <Sharing kind="strategies" id={strategy.id} />
          </>
        )}
      </div>
      <div hidden={shown !== 'messages'} className={form.page}>
        <Composer ticker={strategy.allowedTickers[0]} onTest={(text) => setTested({ text, handed: tested.handed + 1 })} />
        <Tester strategy={strategy} text={tested.text} onText={(text) => setTested({ ...tested, text })} handed={tested.handed} />
      </div>
      {shown === 'limits' && <LimitsOf level="strategy" id={strategy.id} />}
      {shown === 'history' && <History of={`strategies/${strategy.id}`} version={strategy.version} shown={['strategies', 'effective']} />}
    </div>
  );
}
