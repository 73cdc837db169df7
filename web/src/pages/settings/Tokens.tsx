import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, post, remove, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { SelectField, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { SecretOnce } from '../../parts/SecretOnce';
import { useLedTo } from '../../parts/useLedTo';
import { ReachChoice, useReach } from './ReachChoice';
import { ScopeChoice, useScopes } from './ScopeChoice';

const lives = [['30', '30 days'], ['90', '90 days'], ['365', 'a year'], ['', 'until it is revoked']] as const;
const dayMs = 86_400_000;

/** Keys for programs. A new one is shown once. */
export function Tokens() {
  const list = useList<Schemas['TokenDocument']>('tokens');
  const [name, setName] = useState('');
  const place = useLedTo<HTMLFormElement>('token');
  const scopes = useScopes();
  const reach = useReach();
  const [days, setDays] = useState<(typeof lives)[number][0]>('90');
  const create = useChange(
    () => post<Schemas['IssuedTokenDocument']>(at('tokens'), { name, scopes: scopes.chosen, ...reach.input, expiresAt: days === '' ? undefined : new Date(Date.now() + Number(days) * dayMs).toISOString() }),
    ['tokens'],
    () => {
      setName('');
      reach.clear();
    },
  );
  const revoke = useChange((id: string) => remove(at(`tokens/${id}`)), ['tokens']);
  return (
    <Panel title="API tokens" note="for programs; each acts in its user's name and can be revoked by itself">
      <form
        ref={place}
        className={form.fields}
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(undefined);
        }}
      >
        <TextField label="Name" value={name} onChange={setName} placeholder="My script" error={create.error?.at('name')} />
        <ScopeChoice scopes={scopes} />
        <SelectField label="Works for" value={days} choices={lives} onChange={setDays} error={create.error?.at('expiresAt')} />
        <ReachChoice reach={reach} errors={{ strategies: create.error?.under('strategyIds'), accounts: create.error?.under('accountIds') }} />
        <Button type="submit" isBusy={create.isPending} disabled={name.trim() === ''}>
          Create a token
        </Button>
      </form>
      <FormErrors error={create.error ?? revoke.error} />
      {create.data && <SecretOnce key={create.data.details.id} what="token" secret={create.data.token} />}
      <div className={form.scroll} tabIndex={0} role="region" aria-label="Tokens there are">
        <table className={form.table}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">May</th>
              <th scope="col">Created</th>
              <th scope="col">Expires</th>
              <th scope="col">Last used</th>
              <th scope="col">End</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id}>
                <td>{row.name}</td>
                <td>
                  {row.scopes.join(', ')}
                  {(row.strategyIds ?? row.accountIds) && <div className={form.muted}>only {[...(row.strategyIds ?? []), ...(row.accountIds ?? [])].join(', ')}</div>}
                </td>
                <td>{clock(row.createdAt)}</td>
                <td>{row.expiresAt ? clock(row.expiresAt) : 'never'}</td>
                <td>{row.lastUsedAt ? clock(row.lastUsedAt) : 'never'}</td>
                <td>
                  <ConfirmButton label={`Revoke ${row.name}`} sure={`Stop ${row.name}?`} isBusy={revoke.isPending} onConfirm={() => revoke.mutate(row.id)}>
                    Revoke
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
