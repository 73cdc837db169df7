import { useChange } from '../../api/change';
import { at, post } from '../../api/client';
import { Button } from '../../parts/Button';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Permitted } from '../../permissions/Permitted';
import type { Progress } from './progress';
import styles from './StartPage.module.css';

/** Lets the account follow the strategy. */
export function SubscriptionStep({ progress: { strategy, account } }: { progress: Progress }) {
  const subscribe = useChange(() => post(at('subscriptions'), { strategyId: strategy?.id, accountId: account?.id }), ['subscriptions']);
  return (
    <>
      <p className={form.muted}>
        A subscription lets an account follow a strategy. From then on every signal of <strong>{strategy?.name}</strong> becomes orders at <strong>{account?.name}</strong>
        {account?.mode === 'live' && ' with real money'}.
      </p>
      <FormErrors error={subscribe.error} />
      <div className={styles.line}>
        <Permitted need={{ scope: 'configure', level: 'manage', held: account?.permission }} isNoted>
          <Button look="primary" isBusy={subscribe.isPending} onClick={() => subscribe.mutate(undefined)}>
            Subscribe {account?.name}
          </Button>
        </Permitted>
      </div>
    </>
  );
}
