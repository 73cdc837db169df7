import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, post } from '../../api/client';
import { useSignedIn } from '../../api/session';
import { Button } from '../../parts/Button';
import { TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';

export function PasswordForm() {
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const hasNone = useSignedIn()?.hasPassword === false;
  const change = useChange(() => post(at('session/password'), hasNone ? { newPassword } : { currentPassword, newPassword }), ['sessions', 'session'], () => {
    setCurrent('');
    setNew('');
  });
  return (
    <form
      className={form.fields}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(undefined);
      }}
    >
      {hasNone ? (
        <p>You have no password here. With one you can sign in also where your external identity or passkey is not at hand.</p>
      ) : (
        <TextField label="Present password" type="password" value={currentPassword} onChange={setCurrent} autoComplete="current-password" required error={change.error?.at('currentPassword')} />
      )}
      <TextField label="New password" type="password" value={newPassword} onChange={setNew} autoComplete="new-password" required hint="At least 12 characters. Your other sessions end." error={change.error?.at('newPassword')} />
      <Button type="submit" isBusy={change.isPending}>
        {hasNone ? 'Set a password' : 'Change the password'}
      </Button>
      {change.error && change.error.errors.length === 0 && <FormErrors error={change.error} />}
      {change.isSuccess && <p role="status">The password is changed; your other sessions are over.</p>}
    </form>
  );
}
