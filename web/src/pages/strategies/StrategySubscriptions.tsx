import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useNames } from '../../api/names';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { Permitted } from '../../permissions/Permitted';
import { Link } from '../../router';
import { Choice } from '../../terms/editors';

/** The accounts this strategy trades at. */
export function StrategySubscriptions({ strategy }: { strategy: string }) {
  const list = useList<Schemas['SubscriptionDocument']>('subscriptions', { strategyId: strategy });
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => get<Schemas['AccountsDocument']>(at('accounts'), signal) });
  const names = useNames('connections');
  const [account, setAccount] = useState('');
  const subscribe = useChange(() => post(at('subscriptions'), { strategyId: strategy, accountId: account }), ['subscriptions'], () => setAccount(''));
  return (
    <Panel
      title="Subscriptions"
      note="every signal goes to each of these accounts"
      actions={
        <Permitted need={{ scope: 'configure' }}>
          <Choice label="Account to subscribe" value={account} choices={[['', 'an account …'], ...(accounts.data?.items ?? []).map((each) => [each.id, each.name] as const)]} onChange={setAccount} />
          <Button isBusy={subscribe.isPending} disabled={account === ''} onClick={() => subscribe.mutate(undefined)}>
            Subscribe
          </Button>
        </Permitted>
      }
    >
      <FormErrors error={subscribe.error} />
      {list.rows.length === 0 ? (
        <p className={form.muted}>No account follows this strategy yet: its signals are kept, and nothing is traded.</p>
      ) : (
        <table className={form.table}>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link href={`/subscriptions/${row.id}`}>{names.of(row.accountId)}</Link>
                </td>
                <td>
                  <Badge state={row.enabled ? 'enabled' : 'disabled'} />
                </td>
                <td className={form.muted}>{row.rules.autoSubmit ? 'trades by itself' : 'waits for approval'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
