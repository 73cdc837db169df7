import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, get, post, type Schemas } from '../../api/client';
import { arePasskeysHere, askPasskey } from '../../api/passkeys';
import type { Session } from '../../api/session';
import { Button } from '../../parts/Button';
import { CodeFields, type Codes } from '../../parts/CodeFields';
import { TextField } from '../../parts/Field';
import { useExternalRefusal } from './ExternalRefusal';
import { Gate } from './Gate';

type Answer = Session | Schemas['SecondStepDocument'];

/** Signing in. The address stays, so that whoever was sent here returns to where they were. */
export function SignInPage({ title = 'Sign in' }: { title?: string }) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState<Codes>({});
  const [isSecond, setSecond] = useState(() => new URLSearchParams(location.search).has('second'));
  const methods = useQuery({ queryKey: ['sign-in-methods'], queryFn: ({ signal }) => get<Schemas['SignInMethodsDocument']>('/api/v1/session/methods', signal), staleTime: Infinity });
  const refusal = useExternalRefusal();
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const answer = await (isSecond ? post<Session>('/api/v1/session/second-step', codes) : post<Answer>('/api/v1/session', { name, password }));
      if ('userId' in answer) queries.setQueryData(['session'], answer);
      else setSecond(true);
    } catch (failure) {
      setError(failure as ApiError);
    } finally {
      setBusy(false);
    }
  };

  const usePasskey = async () => {
    setBusy(true);
    setError(undefined);
    try {
      queries.setQueryData(['session'], await post<Session>('/api/v1/session/passkey', { credential: await askPasskey() }));
    } catch (failure) {
      setError(failure as ApiError);
    } finally {
      setBusy(false);
    }
  };
  const goToIssuer = async () => {
    setError(undefined);
    try {
      location.assign((await post<Schemas['ExternalBeginDocument']>('/api/v1/session/external')).address);
    } catch (failure) {
      setError(failure as ApiError);
    }
  };
  const passkey = arePasskeysHere() && (
    <Button isBusy={isBusy} onClick={() => void usePasskey()}>
      Use a passkey
    </Button>
  );

  const problem = error ? (error.errors.length === 0 ? error.message : undefined) : (refusal.told ?? undefined);
  if (isSecond) {
    return (
      <Gate title="Second factor" onSubmit={submit} problem={problem}>
        <CodeFields value={codes} onChange={setCodes} error={error?.at('code')} />
        <Button type="submit" look="primary" isBusy={isBusy}>
          Sign in
        </Button>
        {passkey}
        <Button
          look="quiet"
          onClick={() => {
            setSecond(false);
            setPassword('');
            setCodes({});
            setError(undefined);
          }}
        >
          Begin again
        </Button>
      </Gate>
    );
  }

  return (
    <Gate title={title} onSubmit={submit} problem={problem}>
      <TextField label="Name" value={name} onChange={setName} autoComplete="username" autoFocus required error={error?.at('name')} />
      <TextField label="Password" type="password" value={password} onChange={setPassword} autoComplete="current-password" required error={error?.at('password')} />
      <Button type="submit" look="primary" isBusy={isBusy}>
        Sign in
      </Button>
      {passkey}
      {methods.data?.external && <Button onClick={() => void goToIssuer()}>Sign in with an external identity</Button>}
    </Gate>
  );
}
