import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { SelectField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Permitted } from '../../permissions/Permitted';
import { Link } from '../../router';
import type { Progress } from './progress';
import styles from './StartPage.module.css';

/** A paper account with one press, or one of those that are connected. */
export function AccountStep({ progress }: { progress: Progress }) {
  const open = useChange(
    () => post<Schemas['ConnectionDocument']>(at('connections'), { name: 'Paper account', broker: 'paper', mode: 'paper' }),
    ['connections', 'accounts'],
    (made) => progress.keep({ accountId: made.id }),
  );
  return (
    <>
      <p className={form.muted}>A paper account trades a simulated market with money that is not real: nothing can go wrong. A broker with your own keys can be connected later, or now.</p>
      <FormErrors error={open.error} />
      {progress.connections.length > 1 && (
        <SelectField
          label="Use one of yours"
          value={progress.account?.id ?? ''}
          choices={[['', 'choose …'], ...progress.connections.map((each) => [each.id, `${each.name} (${each.mode})`] as const)]}
          onChange={(accountId) => progress.keep({ accountId })}
        />
      )}
      <div className={styles.line}>
        <Permitted need={{ scope: 'configure' }} isNoted>
          <Button look="primary" isBusy={open.isPending} onClick={() => open.mutate(undefined)}>
            Open a paper account
          </Button>
        </Permitted>
        <Link href="/brokers">Connect a broker instead</Link>
      </div>
    </>
  );
}
