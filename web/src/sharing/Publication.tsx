import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../api/change';
import { at, get, post, remove, type Schemas } from '../api/client';
import { Button } from '../parts/Button';
import { ConfirmButton } from '../parts/ConfirmButton';
import { TextField } from '../parts/Field';
import form from '../parts/Form.module.css';
import { FormErrors } from '../parts/FormErrors';
import { Panel } from '../parts/Panel';

/** Puts a strategy into the catalogue, where every user finds it. */
export function Publication({ id }: { id: string }) {
  const catalogue = useQuery({ queryKey: ['catalogue'], queryFn: ({ signal }) => get<Schemas['CatalogueDocument']>(at('catalogue'), signal) });
  const present = catalogue.data?.items.find((each) => each.strategyId === id);
  const [typed, setTyped] = useState<string>();
  const description = typed ?? present?.description ?? '';
  const publish = useChange(() => post(at(`strategies/${id}/publication`), { description }), ['catalogue'], () => setTyped(undefined));
  const withdraw = useChange(() => remove(at(`strategies/${id}/publication`)), ['catalogue']);
  return (
    <Panel title="Catalogue" note={present ? 'every user finds it and may subscribe' : 'only those it is shared with find it'}>
      <form
        className={form.fields}
        onSubmit={(event) => {
          event.preventDefault();
          publish.mutate(undefined);
        }}
      >
        <TextField label="Description" value={description} onChange={setTyped} hint="What others should know. They see signals and their own trades, never your accounts, secrets or webhook." error={publish.error?.at('description')} />
        <Button type="submit" isBusy={publish.isPending}>
          {present ? 'Change the description' : 'Publish to everybody'}
        </Button>
        {present && (
          <ConfirmButton label="Withdraw from the catalogue" sure="Withdraw it? Subscriptions stay." isBusy={withdraw.isPending} onConfirm={() => withdraw.mutate(undefined)}>
            Withdraw from the catalogue
          </ConfirmButton>
        )}
      </form>
      <FormErrors error={publish.error ?? withdraw.error} />
    </Panel>
  );
}
