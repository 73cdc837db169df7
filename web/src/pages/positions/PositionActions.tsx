import { useChange } from '../../api/change';
import type { Schemas } from '../../api/client';
import { refusalOf, useSendOrder } from '../../api/manual';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { exact } from '../../parts/format';
import { RowActions } from '../../parts/RowActions';
import { Permitted } from '../../permissions/Permitted';
import type { Level } from '../../sharing/levels';

const shown = ['positions', 'orders', 'fills', 'signals', 'accounts'];

/** Leaves a position, half of it, or turns it round; each asks once more. */
export function PositionActions({ position, held }: { position: Schemas['PositionDocument']; held: Level | undefined }) {
  const { accountId, symbol, quantity, side } = position;
  const order = useSendOrder();
  const send = useChange((signal: Record<string, unknown>) => order([accountId], { ticker: symbol, ...signal }), shown);
  const what = `${exact(quantity)} ${symbol}`;
  const refused = send.error?.message ?? refusalOf(send.data);
  return (
    <RowActions account={accountId} refused={refused}>
      <Permitted need={{ scope: 'trade', level: 'trade', held }}>
        <ConfirmButton label={`Close ${what}`} sure={`Close ${what}?`} isBusy={send.isPending} onConfirm={() => send.mutate({ action: 'exit' })}>
          Close
        </ConfirmButton>
        <ConfirmButton label={`Close half of ${what}`} sure="Close half?" isBusy={send.isPending} onConfirm={() => send.mutate({ action: 'exit', size: { quantity: '50', type: 'percent_of_position' } })}>
          Half
        </ConfirmButton>
        <ConfirmButton label={`Reverse ${what}`} sure={side === 'long' ? 'Go short?' : 'Go long?'} isBusy={send.isPending} onConfirm={() => send.mutate({ action: 'reverse', size: { quantity } })}>
          Reverse
        </ConfirmButton>
      </Permitted>
    </RowActions>
  );
}
