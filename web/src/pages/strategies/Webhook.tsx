import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { CopyButton } from '../../parts/CopyButton';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';

type Address = Schemas['WebhookDocument'];

/** The address is a password: it is fetched only when it is asked for. */
export function Webhook({ strategy }: { strategy: string }) {
  const [isShown, setShown] = useState(false);
  const address = useQuery({ queryKey: ['webhook', strategy], queryFn: () => get<Address>(at(`strategies/${strategy}/webhook`)), enabled: isShown, gcTime: 0 });
  const rotate = useChange(() => post<Address>(at(`strategies/${strategy}/webhook/rotate`)), ['webhook']);
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
          <Button isBusy={rotate.isPending} onClick={() => confirm('Give the webhook a new address? The old one stops working, and alerts that use it must be changed.') && rotate.mutate(undefined)}>
            New address
          </Button>
        </>
      }
    >
      <FormErrors error={rotate.error} />
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
    </Panel>
  );
}
