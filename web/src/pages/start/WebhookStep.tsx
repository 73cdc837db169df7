import { useState } from 'react';
import { Button } from '../../parts/Button';
import form from '../../parts/Form.module.css';
import { Problem } from '../../parts/Problem';
import { useAlert } from './alert';
import { Copyable } from './Copyable';
import { Permitted } from '../../permissions/Permitted';
import type { Progress } from './progress';
import styles from './StartPage.module.css';

/** Where the alert sends to and what it says. The address is a password: it is fetched when it is asked for. */
export function WebhookStep({ progress }: { progress: Progress }) {
  const [isAsked, setAsked] = useState(false);
  const alert = useAlert(progress.strategy?.id ?? '', progress.account?.id ?? '', isAsked, progress.isRunning);
  const copied = () => progress.keep({ hasCopied: true });
  if (!isAsked)
    return (
      <>
        <p className={form.muted}>The address is a password: whoever has it can send signals. Nobody should look over your shoulder now.</p>
        <div className={styles.line}>
          <Permitted need={{ scope: 'configure', level: 'manage', held: progress.strategy?.permission, at: 'strategy' }} isNoted>
            <Button look="primary" onClick={() => setAsked(true)}>
              Show address and message
            </Button>
          </Permitted>
        </div>
      </>
    );
  if (alert.error) return <Problem error={alert.error} onRetry={alert.retry} />;
  return (
    <>
      <ol className={styles.how}>
        {alert.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {alert.url && <Copyable label="Webhook address" text={alert.url} onCopied={copied} />}
      {alert.message && <Copyable label="Message of the alert" text={alert.message} onCopied={copied} />}
      <p className={form.muted}>
        TradingView can only reach an HTTPS address on the internet. To see a trade at once, send the same from this machine; it buys for 1 000 and protects what it bought:
      </p>
      {alert.command && <Copyable label="Command for a terminal" text={alert.command} onCopied={copied} />}
    </>
  );
}
