import type { Schemas } from '../../api/client';
import { at, post } from '../../api/client';
import { sendOrder } from '../../api/manual';

type Order = Schemas['PlacedOrderDocument'];

/** The price of a resting order that can be moved: a stop's trigger, else its limit. */
export const priceOf = (order: Order) => order.stopPrice ?? order.limitPrice;

/** A price as the venue takes it: on a tick, without what floating point leaves behind. */
export const onTick = (price: number, tick: number) => (Math.round(price / tick) * tick).toFixed((String(tick).split('.')[1] ?? '').length);

/** Whether dragging can say all there is to say: of several targets one price does not. */
export const isMovable = (order: Order, all: readonly Order[]) =>
  order.isOpen && priceOf(order) !== undefined && (order.leg !== 'take_profit' || all.filter((each) => each.leg === 'take_profit').length === 1);

/** Moves an order: an entry is amended in place; stops and targets belong to a position and are told to it. */
export function move(order: Order, price: string): Promise<unknown> {
  const { accountId, symbol } = order;
  if (order.leg === 'stop_loss') return sendOrder([accountId], { ticker: symbol, action: 'protect', stopLoss: { stopPrice: price } });
  if (order.leg === 'take_profit') return sendOrder([accountId], { ticker: symbol, action: 'protect', takeProfit: { targets: [{ limitPrice: price }] } });
  return post(at(`orders/${order.id}/amend`), order.stopPrice ? { stopPrice: price } : { limitPrice: price });
}
