import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { exact, words } from '../../parts/format';

/** Takes a resting order back; asks once more. */
export function CancelOrder({ order }: { order: Schemas['PlacedOrderDocument'] }) {
  const cancel = useChange(() => post<Schemas['PlacedOrderDocument']>(at(`orders/${order.id}/cancel`)), ['orders', 'positions']);
  return (
    <span title={cancel.error?.message}>
      <ConfirmButton label={`Cancel ${words(order.leg)} ${order.side} ${exact(order.quantity)} ${order.symbol}`} sure="Sure?" isBusy={cancel.isPending} onConfirm={() => cancel.mutate(undefined)}>
        {cancel.error ? 'Refused' : 'Cancel'}
      </ConfirmButton>
    </span>
  );
}
