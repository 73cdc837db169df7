import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, post } from '../../api/client';
import type { Session } from '../../api/session';
import { Button } from '../../parts/Button';
import { TextField } from '../../parts/Field';
import { navigate, useQuery } from '../../router';
import { Gate } from './Gate';

/** The first start's link: whoever has it becomes the owner, once. */
export default function SetupPage() {
  const queries = useQueryClient();
  const [query] = useQuery();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);
  const token = query.get('token') ?? '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await post('/api/v1/setup', { token, name, password });
      queries.setQueryData(['session'], await post<Session>('/api/v1/session', { name, password }));
      navigate('/start', { replace: true });
    } catch (failure) {
      setError(failure as ApiError);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Gate title="Become the owner" onSubmit={submit} problem={error && !error.at('name') && !error.at('password') ? error.message : undefined}>
      <p>You are the first one here. Choose a name and a password; you can add other people later.</p>
      <TextField label="Name" value={name} onChange={setName} autoComplete="username" autoFocus required error={error?.at('name')} />
      <TextField
        label="Password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        required
        minLength={12}
        hint="At least 12 characters. A few unrelated words are easy to remember and hard to guess."
        error={error?.at('password')}
      />
      <Button type="submit" look="primary" isBusy={isBusy}>
        Create the owner
      </Button>
    </Gate>
  );
}
