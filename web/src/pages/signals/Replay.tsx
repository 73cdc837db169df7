import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { SelectField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { Permitted } from '../../permissions/Permitted';
import { Link, navigate } from '../../router';

/** The signal once more, at a paper account alone; it becomes a new signal that says what it repeats. */
export function Replay({ signal }: { signal: Schemas['SignalDocument'] }) {
  const connections = useList<Schemas['ConnectionDocument']>('connections');
  const subscriptions = useList<Schemas['SubscriptionDocument']>('subscriptions', { strategyId: signal.summary.strategyId });
  const paper = connections.rows.filter((each) => each.mode === 'paper' && each.status === 'enabled');
  const [account, setAccount] = useState('');
  const [like, setLike] = useState<string>();
  const chosen = account || paper[0]?.id;
  const settings = like ?? signal.targets[0]?.subscriptionId ?? '';
  const isKnown = subscriptions.rows.some((each) => each.id === settings);
  const replay = useChange(
    () => post<Schemas['SignalDocument']>(at(`signals/${signal.summary.id}/replay`), { accountId: chosen, subscriptionId: isKnown ? settings : undefined }),
    ['signals'],
    (made) => navigate(`/signals/${made.summary.id}`),
  );
  return (
    <Panel title="Replay on paper" note="as things are now; never to a live account">
      <FormErrors error={replay.error} />
      {paper.length === 0 ? (
        <p className={form.muted}>
          There is no paper account that is switched on. <Link href="/brokers">Connect one</Link> to replay signals.
        </p>
      ) : (
        <Permitted need={{ scope: 'trade' }} isNoted>
          <div className={form.fields}>
            <SelectField label="Paper account" value={chosen ?? ''} choices={paper.map((each) => [each.id, each.name] as const)} onChange={setAccount} error={replay.error?.at('accountId')} />
            <SelectField
              label="With the settings of"
              value={isKnown ? settings : ''}
              choices={[['', 'the strategy alone'], ...subscriptions.rows.map((each) => [each.id, `subscription of ${each.accountId}`] as const)]}
              onChange={setLike}
              error={replay.error?.at('subscriptionId')}
            />
            <ConfirmButton label="Replay on paper" sure="Send it again to the paper account?" look="plain" isBusy={replay.isPending} onConfirm={() => replay.mutate(undefined)}>
              Replay on paper
            </ConfirmButton>
          </div>
        </Permitted>
      )}
    </Panel>
  );
}

/** What this signal repeats, where it repeats one. */
export function ReplayOf({ id }: { id: string | null | undefined }) {
  const before = useQuery({ queryKey: ['signals', id], queryFn: ({ signal }) => get<Schemas['SignalDocument']>(at(`signals/${id}`), signal), enabled: Boolean(id) });
  if (!id) return null;
  return (
    <p role="note">
      A replay of <Link href={`/signals/${id}`}>{before.data ? `the ${before.data.summary.action} of ${before.data.summary.ticker}` : id}</Link>, on paper alone.
    </p>
  );
}
