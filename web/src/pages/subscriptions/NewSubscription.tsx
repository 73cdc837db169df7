import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { useNames } from '../../api/names';
import { Button } from '../../parts/Button';
import { SelectField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { useLedTo } from '../../parts/useLedTo';
import { Permitted } from '../../permissions/Permitted';
import { navigate } from '../../router';

/** An account begins to follow a strategy; what holds there is set on the subscription's own page. */
export function NewSubscription() {
  const strategies = useNames('strategies');
  const accounts = useNames('connections');
  const [strategy, setStrategy] = useState('');
  const [account, setAccount] = useState('');
  const place = useLedTo<HTMLFormElement>('new');
  const subscribe = useChange(
    () => post<Schemas['SubscriptionDocument']>(at('subscriptions'), { strategyId: strategy, accountId: account }),
    ['subscriptions'],
    (made) => navigate(`/subscriptions/${made.id}`),
  );
  return (
    <Panel title="New subscription" note="every signal of the strategy goes to the account, by the rules set on the next page">
      <form
        ref={place}
        className={form.fields}
        onSubmit={(event) => {
          event.preventDefault();
          subscribe.mutate(undefined);
        }}
      >
        <Permitted need={{ scope: 'configure' }} isNoted>
          <SelectField label="Strategy" value={strategy} choices={[['', 'a strategy …'], ...strategies.choices]} onChange={setStrategy} error={subscribe.error?.at('strategyId')} />
          <SelectField label="Account" value={account} choices={[['', 'an account …'], ...accounts.choices]} onChange={setAccount} error={subscribe.error?.at('accountId')} />
          <Button type="submit" look="primary" isBusy={subscribe.isPending} disabled={strategy === '' || account === ''}>
            Subscribe the account
          </Button>
        </Permitted>
      </form>
      {subscribe.error && subscribe.error.errors.length === 0 && <FormErrors error={subscribe.error} />}
    </Panel>
  );
}
