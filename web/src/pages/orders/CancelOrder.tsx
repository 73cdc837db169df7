import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { exact, words } from '../../parts/format';
import { RowActions } from '../../parts/RowActions';
import { Permitted } from '../../permissions/Permitted';
import type { Level } from '../../sharing/levels';

/** Takes a resting order back; asks once more. */
export function CancelOrder({ order, held }: { order: Schemas['PlacedOrderDocument']; held: Level | undefined }) {
  const cancel = useChange(() => post<Schemas['PlacedOrderDocument']>(at(`orders/${order.id}/cancel`)), ['orders', 'positions']);
  return (
    <RowActions account={order.accountId} refused={cancel.error?.message}>
      <Permitted need={{ scope: 'trade', level: 'trade', held }}>
        <ConfirmButton label={`Cancel ${words(order.leg)} ${order.side} ${exact(order.quantity)} ${order.symbol}`} sure={order.leg === 'stop_loss' ? `Leave ${order.symbol} without a stop?` : `Cancel ${order.side} ${exact(order.quantity)} ${order.symbol}?`} isBusy={cancel.isPending} onConfirm={() => cancel.mutate(undefined)}>
          Cancel
        </ConfirmButton>
      </Permitted>
    </RowActions>
  );
}
