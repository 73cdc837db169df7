import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, post, put, remove, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useSession } from '../../api/session';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { SelectField, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { Invitations, useInviting } from './Invitations';
import { roles } from './roles';

type Role = Schemas['Role'];

/** The people of this installation. */
export function Users() {
  const list = useList<Schemas['UserDocument']>('users');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const create = useChange(() => post(at('users'), { name, password, role }), ['users'], () => {
    setName('');
    setPassword('');
  });
  const isOwner = useSession().data?.role === 'owner';
  const change = useChange(({ id, ...user }: { id: string; role: Role; enabled: boolean; version: number }) => put(at(`users/${id}`), user), ['users', 'session']);
  const inviting = useInviting();
  const takeFactor = useChange((id: string) => remove(at(`users/${id}/second-factor`)), ['users']);
  return (
    <Panel title="People" note="what each role may do: docs/permissions.md">
      <Invitations inviting={inviting} />
      <h3>Add a person with a first password</h3>
      <form
        className={form.fields}
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(undefined);
        }}
      >
        <TextField label="Name" value={name} onChange={setName} autoComplete="off" error={create.error?.at('name')} />
        <TextField label="First password" type="password" value={password} onChange={setPassword} autoComplete="new-password" hint="At least 12 characters. You know it then: an invitation is better." error={create.error?.at('password')} />
        <SelectField label="Role" value={role} choices={isOwner ? roles : roles.filter(([each]) => each !== 'owner')} onChange={setRole} error={create.error?.at('role')} />
        <Button type="submit" isBusy={create.isPending} disabled={name.trim() === ''}>
          Add
        </Button>
      </form>
      <FormErrors error={create.error ?? change.error ?? takeFactor.error} />
      <table className={form.table}>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.id}>
              <td>{row.name}</td>
              <td>
                <Badge state={row.enabled ? 'enabled' : 'disabled'} /> {row.isInvitable && <Badge state="never came in" tone="quiet" />}
              </td>
              <td>
                <RoleOf
                  user={row}
                  isBusy={change.isPending}
                  isFixed={row.role === 'owner' && !isOwner}
                  onChange={(next) => change.mutate({ id: row.id, role: next, enabled: row.enabled, version: row.version })}
                />
              </td>
              <td>
                <ConfirmButton
                  label={`${row.enabled ? 'Shut out' : 'Let in'} ${row.name}`}
                  sure={row.enabled ? 'End sessions and tokens?' : 'Let the user in again?'}
                  isBusy={change.isPending}
                  onConfirm={() => change.mutate({ id: row.id, role: row.role, enabled: !row.enabled, version: row.version })}
                >
                  {row.enabled ? 'Shut out' : 'Let in'}
                </ConfirmButton>
              </td>
              <td>
                {row.isInvitable ? (
                  <ConfirmButton label={`Invite again ${row.name}`} sure={`Make a new link for ${row.name}?`} isBusy={inviting.renew.isPending} onConfirm={() => inviting.renew.mutate(row.id)}>
                    Invite again
                  </ConfirmButton>
                ) : (
                  <ConfirmButton label={`Remove the second factor of ${row.name}`} sure="Remove it" onConfirm={() => takeFactor.mutate(row.id)}>
                    Remove the second factor
                  </ConfirmButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

interface RoleProps {
  user: Schemas['UserDocument'];
  isBusy: boolean;
  isFixed: boolean;
  onChange: (role: Role) => void;
}

/** Choosing changes nothing yet: a key pressed on the list would else make somebody an owner. */
function RoleOf({ user, isBusy, isFixed, onChange }: RoleProps) {
  const [chosen, choose] = useState<Role>();
  const role = chosen ?? user.role;
  return (
    <>
      <SelectField label={`Role of ${user.name}`} value={role} choices={roles} disabled={isBusy || isFixed} hint={isFixed ? 'Only an owner changes owners.' : undefined} onChange={choose} />
      {role !== user.role && (
        <ConfirmButton
          look="plain"
          label={`Change the role of ${user.name}`}
          sure={`Make ${user.name} ${role}, not ${user.role}?`}
          isBusy={isBusy}
          onConfirm={() => {
            choose(undefined);
            onChange(role);
          }}
        >
          Change the role
        </ConfirmButton>
      )}
    </>
  );
}
