import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, post, type Schemas } from '../../api/client';
import type { Session } from '../../api/session';
import { Button } from '../../parts/Button';
import { TextField } from '../../parts/Field';
import { Loading } from '../../parts/Loading';
import { Link, navigate } from '../../router';
import { Gate } from './Gate';

type Open = Schemas['OpenInvitationDocument'];

/** An invitation's link: whoever has it chooses how to sign in, once. What stands behind the # no browser sends by itself. */
export default function InvitationPage() {
  const [token] = useState(() => location.hash.slice(1));
  const opened = useQuery<Open, ApiError>({
    queryKey: ['invitation', token],
    queryFn: () => post<Open>('/api/v1/invitations/open', { token }),
    retry: false,
    staleTime: Infinity,
  });
  if (opened.isPending) return <Loading what="the invitation" />;
  if (opened.isError) {
    return (
      <Gate title="This link lets nobody in" onSubmit={(event) => event.preventDefault()} problem={opened.error.errors.at(0)?.message ?? opened.error.message}>
        <Link href="/">Go to the sign-in</Link>
      </Gate>
    );
  }
  return <ComeIn token={token} invitation={opened.data} />;
}

function ComeIn({ token, invitation }: { token: string; invitation: Open }) {
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);

  const attempt = async (step: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await step();
    } catch (failure) {
      setError(failure as ApiError);
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await post('/api/v1/invitations/accept', { token, password });
      queries.clear();
      queries.setQueryData(['session'], await post<Session>('/api/v1/session', { name: invitation.name, password }));
      navigate('/', { replace: true });
    });
  };
  const goToIssuer = () =>
    attempt(async () => location.assign((await post<Schemas['ExternalBeginDocument']>('/api/v1/invitations/external', { token })).address));

  return (
    <Gate title={`Welcome, ${invitation.name}`} onSubmit={submit} problem={error && !error.at('password') ? (error.errors.at(0)?.message ?? error.message) : undefined}>
      <p>
        {invitation.invitedBy || 'Somebody'} invited you as {invitation.role}. Choose a password only you know{invitation.external ? ', or sign in with an external identity' : ''}; this link
        is used up by it.
      </p>
      <input type="text" name="username" autoComplete="username" value={invitation.name} readOnly hidden />
      <TextField
        label="Password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        autoFocus
        required
        minLength={12}
        hint="At least 12 characters. A few unrelated words are easy to remember and hard to guess."
        error={error?.at('password')}
      />
      <Button type="submit" look="primary" isBusy={isBusy}>
        Come in
      </Button>
      {invitation.external && (
        <Button isBusy={isBusy} onClick={() => void goToIssuer()}>
          Come in with an external identity
        </Button>
      )}
    </Gate>
  );
}
