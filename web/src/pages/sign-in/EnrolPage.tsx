import { useQueryClient } from '@tanstack/react-query';
import { remove } from '../../api/client';
import { Button } from '../../parts/Button';
import { Passkeys } from '../security/Passkeys';
import { SecondFactor } from '../security/SecondFactor';
import styles from './Gate.module.css';

/** Where a second factor is required and there is none, nothing else is shown. */
export default function EnrolPage() {
  const queries = useQueryClient();
  const signOut = async () => {
    await remove('/api/v1/session');
    queries.clear();
    queries.setQueryData(['session'], null);
  };
  return (
    <main className={styles.page}>
      <div className={styles.form}>
        <h1>A second factor is required</h1>
        <p>Your role may sign in with one only. Set it up now; then everything is as it was.</p>
        <SecondFactor />
        <Passkeys />
        <Button look="quiet" onClick={() => void signOut()}>
          Sign out
        </Button>
      </div>
    </main>
  );
}
