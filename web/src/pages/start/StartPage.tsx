import { Button } from '../../parts/Button';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { Link, navigate } from '../../router';
import { AccountStep } from './AccountStep';
import { useProgress } from './progress';
import { SignalStep } from './SignalStep';
import styles from './StartPage.module.css';
import { Step } from './Step';
import { StrategyStep } from './StrategyStep';
import { SubscriptionStep } from './SubscriptionStep';
import { WebhookStep } from './WebhookStep';

/** From an empty screen to a paper trade fired from one's own alert. It can be left at any step and goes on from what there is. */
export default function StartPage() {
  const progress = useProgress();
  const { strategy, account, done, current } = progress;
  if (progress.isPending) return <Loading what="the guide" />;
  if (progress.error) return <Problem error={progress.error} />;
  const step = (index: number) => ({ number: index + 1, isDone: done[index]!, isCurrent: index === current });
  return (
    <div className={form.page}>
      <header className={form.head}>
        <h1>Get started</h1>
        <span className={form.muted}>
          {current === done.length ? 'Done: your own alert has traded.' : `${done.filter(Boolean).length} of ${done.length} steps done. It takes about three minutes; nothing here is real money.`}
        </span>
        {!progress.isDismissed && current < done.length && (
          <Button
            look="quiet"
            onClick={() => {
              progress.keep({ isDismissed: true });
              navigate('/');
            }}
          >
            Not now
          </Button>
        )}
      </header>
      <ol className={styles.steps}>
        <Step {...step(0)} title="Make a strategy" summary={strategy && <Link href={`/strategies/${strategy.id}`}>{strategy.name}</Link>}>
          <StrategyStep progress={progress} />
        </Step>
        <Step {...step(1)} title="Have an account to trade at" summary={account && <Link href={`/brokers/${account.id}`}>{account.name}</Link>}>
          <AccountStep progress={progress} />
        </Step>
        <Step {...step(2)} title="Let the account follow the strategy" summary={progress.subscription && <Link href={`/subscriptions/${progress.subscription.id}`}>Every signal reaches {account?.name}</Link>}>
          <SubscriptionStep progress={progress} />
        </Step>
        <Step {...step(3)} title="Put address and message into your alert">
          <WebhookStep progress={progress} />
        </Step>
        <Step {...step(4)} isCurrent={current === 3 ? true : current === 4} title="Send your first signal">
          <SignalStep progress={progress} />
        </Step>
      </ol>
    </div>
  );
}
