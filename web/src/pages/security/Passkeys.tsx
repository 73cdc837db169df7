import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, remove, type Schemas } from '../../api/client';
import { arePasskeysHere, makePasskey, passkeysNowhere } from '../../api/passkeys';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import { RecoveryCodes } from './RecoveryCodes';

const path = at('session/passkeys');
const shown = ['passkeys', 'second-factor', 'sessions'];

/** The passkeys of whoever is signed in: made, renamed, taken away. */
export function Passkeys() {
  const queries = useQueryClient();
  const list = useQuery({ queryKey: ['passkeys'], queryFn: ({ signal }) => get<Schemas['PasskeysDocument']>(path, signal) });
  const [name, setName] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  const knowAnew = () => void queries.invalidateQueries({ queryKey: ['session'] });
  const add = useChange(async () => post<Schemas['NewPasskeyDocument']>(path, { name, credential: await makePasskey() }), shown, (made) => {
    setName('');
    if (made.recoveryCodes) setCodes(made.recoveryCodes);
    else knowAnew();
  });
  const rename = useChange((change: { id: string; name: string }) => post(`${path}/${change.id}/name`, { name: change.name }), shown);
  const takeAway = useChange((id: string) => remove(`${path}/${id}`), shown, knowAnew);
  if (codes) {
    return (
      <RecoveryCodes
        codes={codes}
        onDone={() => {
          setCodes(undefined);
          knowAnew();
        }}
      />
    );
  }
  return (
    <>
      <p>A passkey signs you in without a password: your device checks that it is you. It cannot be given away to a forged page.</p>
      {arePasskeysHere() ? (
        <form
          className={form.fields}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(undefined);
          }}
        >
          <TextField label="Name of this device" value={name} onChange={setName} required placeholder="My laptop" error={add.error?.at('name')} />
          <Button type="submit" look="primary" isBusy={add.isPending}>
            Add a passkey
          </Button>
        </form>
      ) : (
        <p>{passkeysNowhere}</p>
      )}
      <FormErrors error={add.error ?? rename.error ?? takeAway.error} />
      {(list.data?.items.length ?? 0) > 0 && (
        <table className={form.table} aria-label="Passkeys">
          <tbody>
            {list.data?.items.map((each) => (
              <PasskeyRow key={each.id} passkey={each} onRename={(to) => rename.mutate({ id: each.id, name: to })} onRemove={() => takeAway.mutate(each.id)} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function PasskeyRow({ passkey, onRename, onRemove }: { passkey: Schemas['PasskeyDocument']; onRename: (name: string) => void; onRemove: () => void }) {
  const [name, setName] = useState<string>();
  return (
    <tr>
      <td>
        {name === undefined ? (
          passkey.name
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              onRename(name);
              setName(undefined);
            }}
          >
            <TextField label="New name" value={name} onChange={setName} autoFocus required />
          </form>
        )}
      </td>
      <td>made {clock(passkey.createdAt)}</td>
      <td>{passkey.lastUsedAt ? `used ${clock(passkey.lastUsedAt)}` : 'not used yet'}</td>
      <td>{passkey.isSynced ? 'synced' : 'on one device'}</td>
      <td>
        <Button look="quiet" aria-label={`Rename ${passkey.name}`} onClick={() => setName(passkey.name)}>
          Rename
        </Button>
        <ConfirmButton label={`Remove ${passkey.name}`} sure="Remove it" onConfirm={onRemove}>
          Remove
        </ConfirmButton>
      </td>
    </tr>
  );
}
