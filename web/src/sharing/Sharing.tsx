import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../api/change';
import { at, get, post, remove, type Schemas } from '../api/client';
import { Button } from '../parts/Button';
import { ConfirmButton } from '../parts/ConfirmButton';
import { SelectField, TextField } from '../parts/Field';
import form from '../parts/Form.module.css';
import { FormErrors } from '../parts/FormErrors';
import { Panel } from '../parts/Panel';
import { Problem } from '../parts/Problem';
import { levels, type Level } from './levels';

interface Props {
  kind: 'strategies' | 'accounts';
  id: string;
}

/** Who else may do what here. It is private until somebody is named. */
export function Sharing({ kind, id }: Props) {
  const path = `${kind}/${id}/permissions`;
  const list = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Schemas['PermissionListDocument']>(at(path), signal) });
  const [user, setUser] = useState('');
  const [level, setLevel] = useState<Level>('see');
  const grant = useChange(() => post(at(path), { user, level }), [path, kind === 'accounts' ? 'connections' : kind], () => setUser(''));
  const revoke = useChange((userId: string) => remove(at(`${path}/${userId}`)), [path]);
  return (
    <Panel title="Sharing" note="private until somebody is named here; administrators and auditors see everything">
      <form
        className={form.fields}
        onSubmit={(event) => {
          event.preventDefault();
          grant.mutate(undefined);
        }}
      >
        <TextField label="User" value={user} onChange={setUser} autoComplete="off" hint="The name the user signs in with." error={grant.error?.at('user')} />
        <SelectField label="May" value={level} choices={levels} onChange={setLevel} error={grant.error?.at('level')} />
        <Button type="submit" isBusy={grant.isPending} disabled={user.trim() === ''}>
          Share
        </Button>
      </form>
      <FormErrors error={grant.error ?? revoke.error} />
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      <table className={form.table}>
        <tbody>
          {list.data?.items.map((row) => (
            <tr key={row.userId}>
              <th scope="row">{row.userName}</th>
              <td>{row.level}</td>
              <td>
                {row.level !== 'own' && (
                  <ConfirmButton label={`Stop sharing with ${row.userName}`} sure={`Take it from ${row.userName}?`} isBusy={revoke.isPending} onConfirm={() => revoke.mutate(row.userId)}>
                    Stop sharing
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
