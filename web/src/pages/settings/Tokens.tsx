import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, post, remove, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { Button } from '../../parts/Button';
import { SelectField, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import { Panel } from '../../parts/Panel';

type Scope = Schemas['Scope'];

const scopes: Record<string, Scope[]> = { read: ['read'], trade: ['read', 'trade', 'approve'], admin: ['read', 'trade', 'approve', 'configure', 'audit', 'admin'] };

/** Keys for programs. A new one is shown once. */
export function Tokens() {
  const list = useList<Schemas['TokenDocument']>('tokens');
  const [name, setName] = useState('');
  const [may, setMay] = useState('read');
  const create = useChange(() => post<Schemas['IssuedTokenDocument']>(at('tokens'), { name, scopes: scopes[may] }), ['tokens'], () => setName(''));
  const revoke = useChange((id: string) => remove(at(`tokens/${id}`)), ['tokens']);
  return (
    <Panel title="API tokens" note="for programs; each can be revoked by itself">
      <form
        className={form.fields}
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(undefined);
        }}
      >
        <TextField label="Name" value={name} onChange={setName} placeholder="My script" error={create.error?.at('name')} />
        <SelectField label="May" value={may} choices={[['read', 'read'], ['trade', 'read and trade'], ['admin', 'do everything']]} onChange={setMay} />
        <Button type="submit" isBusy={create.isPending} disabled={name.trim() === ''}>
          Create a token
        </Button>
      </form>
      <FormErrors error={create.error ?? revoke.error} />
      {create.data && (
        <p role="status">
          Copy it now, it is not shown again: <code>{create.data.token}</code>
        </p>
      )}
      <div className={form.scroll}>
        <table className={form.table}>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id}>
                <td>{row.name}</td>
                <td>{row.scopes.join(', ')}</td>
                <td className={form.muted}>{clock(row.createdAt)}</td>
                <td>
                  <Button look="quiet" onClick={() => confirm(`Revoke the token ${row.name}? Programs that use it stop at once.`) && revoke.mutate(row.id)}>
                    Revoke
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
