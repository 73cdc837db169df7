import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { exact, words } from '../../parts/format';
import { RowActions } from '../../parts/RowActions';
import { Permitted } from '../../permissions/Permitted';
import type { Level } from '../../sharing/levels';

type Order = Schemas['PlacedOrderDocument'];

/** Stops follow the position they protect: they are moved with it. */
export const isAmendable = (order: Order) => order.isOpen && (order.leg === 'entry' || order.leg === 'exit' || order.leg === 'take_profit');

interface Props {
  order: Order;
  held: Level | undefined;
  onAmend: () => void;
}

/** Changes a resting order, or takes it back; each asks before it does. */
export function OrderActions({ order, held, onAmend }: Props) {
  const cancel = useChange(() => post<Order>(at(`orders/${order.id}/cancel`)), ['orders', 'positions']);
  const what = `${words(order.leg)} ${order.side} ${exact(order.quantity)} ${order.symbol}`;
  return (
    <RowActions account={order.accountId} refused={cancel.error?.message}>
      <Permitted need={{ scope: 'trade', level: 'trade', held }}>
        {isAmendable(order) && (
          <Button
            look="quiet"
            aria-label={`Amend ${what}`}
            onClick={(event) => {
              event.stopPropagation();
              onAmend();
            }}
          >
            Amend
          </Button>
        )}
        <ConfirmButton label={`Cancel ${what}`} sure={order.leg === 'stop_loss' ? `Leave ${order.symbol} without a stop?` : `Cancel ${order.side} ${exact(order.quantity)} ${order.symbol}?`} isBusy={cancel.isPending} onConfirm={() => cancel.mutate(undefined)}>
          Cancel
        </ConfirmButton>
      </Permitted>
    </RowActions>
  );
}
