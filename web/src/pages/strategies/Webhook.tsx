import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, remove, type ApiError, type Schemas } from '../../api/client';
import { readOnce } from '../../api/readOnce';
import { Button } from '../../parts/Button';
import { SelectField } from '../../parts/Field';
import { CopyButton } from '../../parts/CopyButton';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { WebhookProof } from './WebhookProof';
import { WebhookRefusals } from './WebhookRefusals';
import { WebhookRules } from './WebhookRules';

type Address = Schemas['WebhookDocument'];
type Protection = Schemas['WebhookProtectionDocument'];

const overlaps = [['1440', 'for a day'], ['60', 'for an hour'], ['10080', 'for a week'], ['0', 'not at all']] as const;
type Overlap = (typeof overlaps)[number][0];

const useProtection = (strategy: string) =>
  useQuery({ queryKey: ['webhook', strategy, 'protection'], queryFn: ({ signal }) => get<Protection>(at(`strategies/${strategy}/webhook/protection`), signal) });

/** What those who send a strategy's signals must prove, where they may send from, and who was refused. */
export function WebhookCallers({ strategy }: { strategy: string }) {
  const path = `strategies/${strategy}/webhook`;
  const protection = useProtection(strategy);
  if (protection.error && !protection.data) return <Problem error={protection.error} onRetry={() => void protection.refetch()} />;
  if (!protection.data) return <Loading what="who may call" />;
  return (
    <>
      <WebhookProof path={path} strategy={strategy} protection={protection.data} />
      <WebhookRules path={path} protection={protection.data} />
      <WebhookRefusals path={path} strategy={strategy} />
    </>
  );
}

/** The address is a password: it is fetched only when it is asked for. */
export function WebhookAddress({ strategy }: { strategy: string }) {
  const path = `strategies/${strategy}/webhook`;
  const formerUntil = useProtection(strategy).data?.formerSecretUntil;
  const [isShown, setShown] = useState(false);
  const [overlap, setOverlap] = useState<Overlap>('1440');
  const address = useQuery<Address, ApiError>({ queryKey: ['webhook', strategy, 'address'], queryFn: () => get<Address>(at(path)), enabled: isShown, ...readOnce });
  const rotate = useChange(() => post<Address>(at(`${path}/rotate`, { overlapMinutes: overlap })), ['webhook']);
  const revoke = useChange(() => remove(at(`${path}/former`)), ['webhook']);
  const question = overlap === '0' ? 'Give the webhook a new address? The old one stops working at once.' : 'Give the webhook a new address? The old one goes on working for the time you chose; change your alerts until then.';
  return (
    <Panel
      title="Webhook"
      note="whoever has this address can send signals"
      actions={
        <>
          <CopyButton look="primary" text={async () => (await get<Address>(at(`strategies/${strategy}/webhook`))).url}>
            Copy webhook URL
          </CopyButton>
          <Button onClick={() => setShown(!isShown)}>{isShown ? 'Hide' : 'Show'}</Button>
        </>
      }
    >
      <FormErrors error={rotate.error ?? revoke.error ?? (isShown ? address.error : null)} />
      {isShown && address.data ? (
        <>
          <p>
            <code>{address.data.url}</code>
          </p>
          <p className={form.muted}>
            The same under the path TradersPost uses: <code>{address.data.compatibleUrl}</code>
          </p>
        </>
      ) : (
        <p className={form.muted}>Paste it into your TradingView alert as the webhook URL.</p>
      )}
      <div className={form.fields}>
        <SelectField label="After a new address the old one works" value={overlap} choices={overlaps} onChange={setOverlap} />
        <Button isBusy={rotate.isPending} onClick={() => confirm(question) && rotate.mutate(undefined)}>
          New address
        </Button>
      </div>
      {formerUntil && (
        <p>
          The old address works until {clock(formerUntil)}.{' '}
          <Button isBusy={revoke.isPending} onClick={() => confirm('End the old address now? Alerts that still use it are refused.') && revoke.mutate(undefined)}>
            End it now
          </Button>
        </p>
      )}
    </Panel>
  );
}
