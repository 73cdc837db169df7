import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { at, get, type Schemas } from '../../api/client';
import { History } from '../../history/History';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { Tabs } from '../../parts/Tabs';
import { useWhyNot } from '../../permissions/needs';
import { OnlyFor } from '../../permissions/OnlyFor';
import { useQuery as useUrl } from '../../router';
import { LimitsOf } from '../risk/LimitForm';
import { Composer } from './Composer';
import { Publication } from '../../sharing/Publication';
import { Sharing } from '../../sharing/Sharing';
import { StrategyForm } from './StrategyForm';
import { Tester } from './Tester';
import { WebhookCallers } from './Webhook';

type Strategy = Schemas['StrategyDocument'];

const sections = [
  ['', 'Settings'],
  ['messages', 'Compose & test'],
  ['callers', 'Who may call'],
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
  const mayShare = useWhyNot({ scope: 'configure', level: 'own', held: strategy.permission }) === undefined;
  return (
    <div className={form.page}>
      <Tabs label="Part of the strategy" value={shown} choices={sections} onChange={(show) => setUrl({ show })} />
      <div hidden={shown !== ''} className={form.page}>
        <StrategyForm strategy={strategy} />
        {mayShare && (
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
      <div hidden={shown !== 'callers'} className={form.page}>
        <OnlyFor need={{ scope: 'configure', level: 'manage', held: strategy.permission, at: 'strategy' }} title="Who may call is for those who manage the strategy">
          <WebhookCallers strategy={strategy.id} />
        </OnlyFor>
      </div>
      {shown === 'limits' && <LimitsOf level="strategy" id={strategy.id} />}
      {shown === 'history' && <History of={`strategies/${strategy.id}`} version={strategy.version} shown={['strategies', 'effective']} />}
    </div>
  );
}
