import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { exact, words } from '../../parts/format';
import { Permitted } from '../../permissions/Permitted';
import type { Level } from '../../sharing/levels';

/** Takes a resting order back; asks once more. */
export function CancelOrder({ order, held }: { order: Schemas['PlacedOrderDocument']; held: Level | undefined }) {
  const cancel = useChange(() => post<Schemas['PlacedOrderDocument']>(at(`orders/${order.id}/cancel`)), ['orders', 'positions']);
  return (
    <span title={cancel.error?.message}>
      <Permitted need={{ scope: 'trade', level: 'trade', held }}>
        <ConfirmButton label={`Cancel ${words(order.leg)} ${order.side} ${exact(order.quantity)} ${order.symbol}`} sure="Sure?" isBusy={cancel.isPending} onConfirm={() => cancel.mutate(undefined)}>
          {cancel.error ? 'Refused' : 'Cancel'}
        </ConfirmButton>
      </Permitted>
    </span>
  );
}
