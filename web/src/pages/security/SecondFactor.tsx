import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, remove, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { TextField } from '../../parts/Field';
import { FormErrors } from '../../parts/FormErrors';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { QrCode } from '../../parts/QrCode';
import { RecoveryCodes } from './RecoveryCodes';
import styles from './SecondFactor.module.css';

const path = at('session/second-factor');

/** Sets the second factor up, shows its recovery codes once, and takes it away. */
export function SecondFactor() {
  const queries = useQueryClient();
  const state = useQuery({ queryKey: ['second-factor'], queryFn: ({ signal }) => get<Schemas['SecondFactorDocument']>(path, signal) });
  const [codes, setCodes] = useState<string[]>();
  const [authenticator, setAuthenticator] = useState<Schemas['AuthenticatorDocument']>();
  const begin = useChange(() => post<Schemas['AuthenticatorDocument']>(path), [], setAuthenticator);
  const renew = useChange(() => post<Schemas['RecoveryCodesDocument']>(at('session/recovery-codes')), ['second-factor'], (made) => setCodes(made.codes));
  const takeAway = useChange(() => remove(path), ['second-factor', 'session'], () => setCodes(undefined));

  if (codes) {
    return (
      <RecoveryCodes
        codes={codes}
        onDone={() => {
          setCodes(undefined);
          void queries.invalidateQueries({ queryKey: ['session'] });
        }}
      />
    );
  }
  if (authenticator) {
    return (
      <Confirmation
        authenticator={authenticator}
        onConfirmed={(made) => {
          setCodes(made);
          setAuthenticator(undefined);
        }}
      />
    );
  }
  if (state.isPending) return <Loading what="your second factor" />;
  if (state.isError) return <Problem error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data.isEnrolled) {
    return (
      <div className={styles.steps}>
        <p>Whoever learns your password can sign in as you. With a second factor a code of your phone is needed too, also for what moves risk.</p>
        <Button look="primary" isBusy={begin.isPending} onClick={() => begin.mutate(undefined)}>
          Set up an authenticator
        </Button>
        <FormErrors error={begin.error} />
      </div>
    );
  }
  return (
    <div className={styles.steps}>
      <p>Your authenticator is set up. Recovery codes left: {state.data.recoveryCodesLeft} of 10.</p>
      <Button isBusy={renew.isPending} onClick={() => renew.mutate(undefined)}>
        Make new recovery codes
      </Button>
      <ConfirmButton label="Remove the second factor" sure="Remove it" isBusy={takeAway.isPending} onConfirm={() => takeAway.mutate(undefined)}>
        Remove the second factor
      </ConfirmButton>
      <FormErrors error={renew.error ?? takeAway.error} />
    </div>
  );
}

function Confirmation({ authenticator, onConfirmed }: { authenticator: Schemas['AuthenticatorDocument']; onConfirmed: (codes: string[]) => void }) {
  const [code, setCode] = useState('');
  const confirm = useChange(() => post<Schemas['RecoveryCodesDocument']>(`${path}/confirm`, { code }), ['second-factor', 'sessions'], (made) => onConfirmed(made.codes));
  return (
    <form
      className={styles.steps}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(undefined);
      }}
    >
      <p>Scan this with your authenticator, or type the secret into it.</p>
      <QrCode text={authenticator.address} label="The secret as a picture for your authenticator" />
      <code className={styles.secret}>{authenticator.secret}</code>
      <TextField label="The code it shows now" value={code} onChange={setCode} autoComplete="one-time-code" inputMode="numeric" autoFocus required error={confirm.error?.at('code')} />
      <Button type="submit" look="primary" isBusy={confirm.isPending}>
        Confirm
      </Button>
      {confirm.error && !confirm.error.at('code') && <FormErrors error={confirm.error} />}
    </form>
  );
}
