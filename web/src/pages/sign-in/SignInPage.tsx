import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, post } from '../../api/client';
import type { Session } from '../../api/session';
import { Button } from '../../parts/Button';
import { TextField } from '../../parts/Field';
import { Gate } from './Gate';

/** Signing in. The address stays, so that whoever was sent here returns to where they were. */
export function SignInPage({ title = 'Sign in' }: { title?: string }) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      queries.setQueryData(['session'], await post<Session>('/api/v1/session', { name, password }));
    } catch (failure) {
      setError(failure as ApiError);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Gate title={title} onSubmit={submit} problem={error && error.errors.length === 0 ? error.message : undefined}>
      <TextField label="Name" value={name} onChange={setName} autoComplete="username" autoFocus required error={error?.at('name')} />
      <TextField label="Password" type="password" value={password} onChange={setPassword} autoComplete="current-password" required error={error?.at('password')} />
      <Button type="submit" look="primary" isBusy={isBusy}>
        Sign in
      </Button>
    </Gate>
  );
}
