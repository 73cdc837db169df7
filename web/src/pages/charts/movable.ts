import type { Schemas } from '../../api/client';
import { at, post } from '../../api/client';
import { refusalOf, type useSendOrder } from '../../api/manual';
import { exact } from '../../parts/format';

type Order = Schemas['PlacedOrderDocument'];
type Position = Schemas['PositionDocument'];

/** The price of a resting order that can be moved: a stop's trigger, else its limit. */
export const priceOf = (order: Order) => order.stopPrice ?? order.limitPrice;

/** Digits behind the point of a tick; a small one is written with an exponent. */
export function digitsOf(tick: number): number {
  const [mantissa = '', exponent = '0'] = String(tick).split('e-');
  return (mantissa.split('.')[1] ?? '').length + Number(exponent);
}

/** A price as the venue takes it: on a tick, without what floating point leaves behind. */
export const onTick = (price: number, tick: number) => (Math.round(price / tick) * tick).toFixed(digitsOf(tick));

/** What is told to a position as one target is all of it: a target that takes a part only would grow by being moved. */
const takesAll = (order: Order, position: Position | undefined) =>
  position?.lots.length === 1 && Number(order.quantity) - Number(order.filledQuantity) === Number(position.quantity);

/** Whether dragging can say all there is to say: of several targets, or of a part, one price does not. */
export const isMovable = (order: Order, position: Position | undefined) => order.isOpen && Boolean(priceOf(order)) && (order.leg !== 'take_profit' || takesAll(order, position));

/** Whether an order at this price would trade at once instead of resting. */
export function isThroughMarket(order: Order, price: number, mark: number): boolean {
  const rises = order.stopPrice ? order.side === 'buy' : order.side === 'sell';
  return rises ? price <= mark : price >= mark;
}

/** Moves an order: an entry is amended in place; stops and targets belong to a position and are told to it. Answers why it was not moved. */
export async function move(order: Order, price: string, send: ReturnType<typeof useSendOrder>): Promise<string | undefined> {
  const { accountId, symbol } = order;
  if (order.leg === 'stop_loss') return refusalOf(await send([accountId], { ticker: symbol, action: 'protect', stopLoss: { stopPrice: price } }));
  if (order.leg === 'take_profit') return refusalOf(await send([accountId], { ticker: symbol, action: 'protect', takeProfit: { targets: [{ limitPrice: price }] } }));
  const now = await post<Order>(at(`orders/${order.id}/amend`), order.stopPrice ? { stopPrice: price } : { limitPrice: price });
  const isWhereItWas = now.isOpen && Number(priceOf(now)) === Number(priceOf(order)) && Number(price) !== Number(priceOf(order));
  return isWhereItWas ? `The venue did not move it: it still rests at ${exact(priceOf(now))}.` : undefined;
}
