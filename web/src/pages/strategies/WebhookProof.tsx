import { useState, type ReactNode } from 'react';
import { useChange } from '../../api/change';
import { at, post, remove, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { CopyButton } from '../../parts/CopyButton';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';

interface Props {
  path: string;
  strategy: string;
  protection: Schemas['WebhookProtectionDocument'];
}

/** What a sender can prove beyond knowing the address. TradingView can prove neither; your own programs can prove both. */
export function WebhookProof({ path, strategy, protection }: Props) {
  return (
    <Panel title="What callers must prove" note="for your own programs: TradingView can send neither">
      <div className={form.page}>
      <Proof
        path={`${path}/signing-secret`}
        title="Signature"
        isOn={protection.isSigned}
        off="Anyone who knows the address can send signals."
        on={`Every call must be signed, at most ${protection.toleranceSeconds} seconds from this server's time. The same signed call trades once.`}
        sample={(secret) => signed(strategy, secret)}
      />
      <Proof
        path={`${path}/bearer`}
        title="Token"
        isOn={protection.hasBearer}
        off="No token is asked for."
        on="Every call must carry the webhook's own token."
        sample={(secret) => `curl "$WEBHOOK" -H 'Authorization: Bearer ${secret}' \\\n  -d '{"ticker":"BTCUSDT","action":"buy","quantity":"0.01"}'`}
      />
      </div>
    </Panel>
  );
}

const signed = (strategy: string, secret: string) =>
  [
    `# WEBHOOK is the address of ${strategy}, from above.`,
    `secret='${secret}'`,
    `body='{"ticker":"BTCUSDT","action":"buy","quantity":"0.01"}'`,
    'time=$(date +%s)',
    `sign=$(printf '%s.%s' "$time" "$body" | openssl dgst -sha256 -hmac "$secret" -r | cut -d' ' -f1)`,
    'curl "$WEBHOOK" -H "X-Signalbox-Timestamp: $time" \\',
    '  -H "X-Signalbox-Signature: v1=$sign" --data-binary "$body"',
  ].join('\n');

interface ProofProps {
  path: string;
  title: string;
  isOn: boolean;
  on: ReactNode;
  off: ReactNode;
  sample: (secret: string) => string;
}

/** A secret is shown once, here; the server cannot show it again. */
function Proof({ path, title, isOn, on, off, sample }: ProofProps) {
  const [secret, setSecret] = useState<string>();
  const create = useChange(() => post<Schemas['WebhookSecretDocument']>(at(path)), ['webhook'], (made) => setSecret(made.secret));
  const drop = useChange(() => remove(at(path)), ['webhook'], () => setSecret(undefined));
  const name = title.toLowerCase();
  return (
    <section aria-label={title} className={form.unit}>
      <h3>{title}</h3>
      <p className={form.muted}>{isOn ? on : off}</p>
      <FormErrors error={create.error ?? drop.error} />
      <div className={form.actions}>
        <Button
          isBusy={create.isPending}
          onClick={() => confirm(isOn ? `Make a new ${name}? Programs with the present one are refused at once.` : `Ask for the ${name} from now on? Calls without it are refused at once.`) && create.mutate(undefined)}
        >
          {isOn ? `New ${name}` : `Ask for a ${name}`}
        </Button>
        {isOn && (
          <Button isBusy={drop.isPending} onClick={() => confirm(`Stop asking for the ${name}?`) && drop.mutate(undefined)}>
            Stop asking for the {name}
          </Button>
        )}
      </div>
      {secret && (
        <>
          <p>
            Copy it now, it is not shown again: <code>{secret}</code>{' '}
            <CopyButton text={secret}>{`Copy ${name} secret`}</CopyButton>
          </p>
          <pre className={form.sample} tabIndex={0} aria-label={`How to send with the ${name}`}>
            {sample(secret)}
          </pre>
          <div className={form.actions}>
            <CopyButton text={sample(secret)}>Copy the command</CopyButton>
          </div>
        </>
      )}
    </section>
  );
}
