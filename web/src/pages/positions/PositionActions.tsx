import { useChange } from '../../api/change';
import type { Schemas } from '../../api/client';
import { sendOrder } from '../../api/manual';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { exact } from '../../parts/format';
import styles from './PositionsPage.module.css';

const shown = ['positions', 'orders', 'fills', 'signals', 'accounts'];

/** Leaves a position, half of it, or turns it round; each asks once more. */
export function PositionActions({ position }: { position: Schemas['PositionDocument'] }) {
  const { accountId, symbol, quantity, side } = position;
  const send = useChange((signal: Record<string, unknown>) => sendOrder([accountId], { ticker: symbol, ...signal }), shown);
  const what = `${exact(quantity)} ${symbol}`;
  const refused = send.error?.message ?? send.data?.trades.find((trade) => trade.summary.status === 'denied' || trade.summary.status === 'rejected')?.summary.message;
  return (
    <span className={styles.actions}>
      <ConfirmButton label={`Close ${what}`} sure={`Close ${what}?`} isBusy={send.isPending} onConfirm={() => send.mutate({ action: 'exit' })}>
        Close
      </ConfirmButton>
      <ConfirmButton label={`Close half of ${what}`} sure="Close half?" isBusy={send.isPending} onConfirm={() => send.mutate({ action: 'exit', size: { quantity: '50', type: 'percent_of_position' } })}>
        Half
      </ConfirmButton>
      <ConfirmButton label={`Reverse ${what}`} sure={side === 'long' ? 'Go short?' : 'Go long?'} isBusy={send.isPending} onConfirm={() => send.mutate({ action: 'reverse', size: { quantity } })}>
        Reverse
      </ConfirmButton>
      {refused && (
        <span role="alert" className={styles.naked} title={refused}>
          {refused}
        </span>
      )}
    </span>
  );
}
