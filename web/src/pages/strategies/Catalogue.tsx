import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { Button } from '../../parts/Button';
import { SelectField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { Permitted } from '../../permissions/Permitted';
import { navigate } from '../../router';
import { reaches } from '../../sharing/levels';

type Published = Schemas['PublicationDocument'];

/** Strategies that others published: an account of one's own follows them. */
export function Catalogue() {
  const catalogue = useQuery({ queryKey: ['catalogue'], queryFn: ({ signal }) => get<Schemas['CatalogueDocument']>(at('catalogue'), signal) });
  const accounts = useList<Schemas['ConnectionDocument']>('connections').rows.filter((row) => reaches(row.permission, 'manage'));
  if (!catalogue.data || catalogue.data.items.length === 0) return null;
  return (
    <Panel title="Published strategies" note="you see their signals and your own trades">
      {catalogue.data.items.map((each) => (
        <Entry key={each.strategyId} published={each} accounts={accounts} />
      ))}
    </Panel>
  );
}

function Entry({ published, accounts }: { published: Published; accounts: Schemas['ConnectionDocument'][] }) {
  const [chosen, setChosen] = useState('');
  const account = chosen || accounts[0]?.id || '';
  const subscribe = useChange(
    () => post<Schemas['SubscriptionDocument']>(at('subscriptions'), { strategyId: published.strategyId, accountId: account }),
    ['subscriptions', 'catalogue', 'strategies'],
    (made) => navigate(`/subscriptions/${made.id}`),
  );
  const reason = account === '' ? 'Connect an account of your own first.' : undefined;
  return (
    <form
      className={form.fields}
      aria-label={published.name}
      onSubmit={(event) => {
        event.preventDefault();
        subscribe.mutate(undefined);
      }}
    >
      <div>
        <strong>{published.name}</strong>
        <p className={form.muted}>
          {published.description || 'Nothing is said of it.'} By {published.by}.{published.subscriptions > 0 && ` Subscribed with ${published.subscriptions} of your accounts.`}
        </p>
      </div>
      <Permitted need={{ scope: 'configure' }}>
        <SelectField label={`Account for ${published.name}`} value={account} choices={accounts.map((row) => [row.id, row.name] as const)} onChange={setChosen} disabled={accounts.length === 0} hint={reason} />
        <Button type="submit" isBusy={subscribe.isPending} disabled={reason !== undefined} aria-label={`Subscribe to ${published.name}`}>
          Subscribe
        </Button>
      </Permitted>
      <FormErrors error={subscribe.error} />
    </form>
  );
}
