import { useEffect, useRef, useState, type FormEvent } from 'react';
import { ApiError, post } from '../api/client';
import { arePasskeysHere, askPasskey } from '../api/passkeys';
import { answerProof, useProofAsked } from '../api/proof';
import type { Session } from '../api/session';
import { Button } from '../parts/Button';
import { CodeFields, type Codes } from '../parts/CodeFields';
import { TextField } from '../parts/Field';
import { ExternalProof } from './ExternalProof';
import styles from './ProofDialog.module.css';

/** Asks anew who sits here, before something that moves risk; the page below keeps all that was typed. */
export function ProofDialog({ session }: { session: Session }) {
  const isAsked = useProofAsked();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isAsked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isAsked]);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="proof-title" onClose={() => isAsked && answerProof(false)}>
      {isAsked && <ProofForm session={session} />}
    </dialog>
  );
}

function ProofForm({ session }: { session: Session }) {
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState<Codes>({});
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);
  const isByCode = session.proofs.includes('recovery_code');
  const isByPassword = session.proofs.includes('password');

  const prove = async (proof: () => Promise<object>) => {
    setBusy(true);
    setError(undefined);
    try {
      await post('/api/v1/session/proof', await proof());
      answerProof(true);
    } catch (failure) {
      setError(failure as ApiError);
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void prove(async () => (isByCode ? codes : { password }));
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 id="proof-title">Is it you, {session.name}?</h2>
      <p>What you are about to do moves risk or touches secrets. Prove who you are; it counts for five minutes, and nothing you typed is lost.</p>
      {isByCode && <CodeFields value={codes} onChange={setCodes} error={error?.message} />}
      {isByPassword && (
        <TextField label="Your password" type="password" value={password} onChange={setPassword} autoComplete="current-password" autoFocus required error={error?.message} />
      )}
      {!isByCode && !isByPassword && error && <p role="alert">{error.message}</p>}
      {session.proofs.length === 0 && (
        <p role="alert">You have no password, no second factor, and no external identity that signs people in here. An administrator can give you a password; then sign in with it.</p>
      )}
      <div className={styles.actions}>
        {(isByCode || isByPassword) && (
          <Button type="submit" look="primary" isBusy={isBusy}>
            Go on
          </Button>
        )}
        {session.proofs.includes('external') && <ExternalProof onError={setError} />}
        {session.proofs.includes('passkey') && arePasskeysHere() && (
          <Button isBusy={isBusy} onClick={() => void prove(async () => ({ passkey: await askPasskey() }))}>
            Use a passkey
          </Button>
        )}
        <Button look="quiet" onClick={() => answerProof(false)}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
