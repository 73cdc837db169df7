import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { SecretOnce } from '../../parts/SecretOnce';
import { ScopeChoice, useScopes } from './ScopeChoice';

type WithSecret = Schemas['ClientSecretDocument'];

/** Machines that fetch a token for an hour with a secret of their own, at POST /oauth/token. */
export function Clients() {
  const list = useList<Schemas['ClientDocument']>('clients');
  const [name, setName] = useState('');
  const [made, setMade] = useState<WithSecret>();
  const scopes = useScopes();
  const create = useChange(() => post<WithSecret>(at('clients'), { name, scopes: scopes.chosen }), ['clients'], (output) => {
    setName('');
    setMade(output);
  });
  const rotate = useChange((id: string) => post<WithSecret>(at(`clients/${id}/rotate`)), ['clients'], setMade);
  const turn = useChange(({ id, word }: { id: string; word: 'enable' | 'disable' }) => post(at(`clients/${id}/${word}`)), ['clients']);
  return (
    <Panel title="OAuth clients" note="machines that fetch short-lived tokens at POST /oauth/token, grant client_credentials">
      <form
        className={form.fields}
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(undefined);
        }}
      >
        <TextField label="Machine" value={name} onChange={setName} placeholder="Reporting server" error={create.error?.at('name')} />
        <ScopeChoice scopes={scopes} />
        <Button type="submit" isBusy={create.isPending} disabled={name.trim() === ''}>
          Create a client
        </Button>
      </form>
      <FormErrors error={create.error ?? rotate.error ?? turn.error} />
      {made && (
        <>
          <p>
            The client_id of {made.details.name}: <code>{made.details.id}</code>
          </p>
          <SecretOnce key={made.clientSecret} what="client secret" secret={made.clientSecret} />
        </>
      )}
      <div className={form.scroll} tabIndex={0} role="region" aria-label="Clients there are">
        <table className={form.table}>
          <thead>
            <tr>
              <th scope="col">Machine</th>
              <th scope="col">State</th>
              <th scope="col">May</th>
              <th scope="col">Created</th>
              <th scope="col">Last token</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id}>
                <td>
                  {row.name}
                  <div className={form.muted}>
                    <code>{row.id}</code>
                  </div>
                </td>
                <td>
                  <Badge state={row.enabled ? 'enabled' : 'disabled'} />
                </td>
                <td>{row.scopes.join(', ')}</td>
                <td>{clock(row.createdAt)}</td>
                <td>{row.lastUsedAt ? clock(row.lastUsedAt) : 'never'}</td>
                <td className={form.actions}>
                  <ConfirmButton label={`New secret for ${row.name}`} sure="End the old secret?" isBusy={rotate.isPending} onConfirm={() => rotate.mutate(row.id)}>
                    New secret
                  </ConfirmButton>
                  <ConfirmButton
                    label={`${row.enabled ? 'Switch off' : 'Switch on'} ${row.name}`}
                    sure={row.enabled ? 'End its tokens?' : 'Let it in again?'}
                    isBusy={turn.isPending}
                    onConfirm={() => turn.mutate({ id: row.id, word: row.enabled ? 'disable' : 'enable' })}
                  >
                    {row.enabled ? 'Switch off' : 'Switch on'}
                  </ConfirmButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
