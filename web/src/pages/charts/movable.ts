import type { Schemas } from '../../api/client';
import { at, post } from '../../api/client';
import { refusalOf, type useSendOrder } from '../../api/manual';
import { exact, words } from '../../parts/format';

type Order = Schemas['PlacedOrderDocument'];

/** The price of a resting order that can be moved: a stop's trigger, else its limit. */
export const priceOf = (order: Order) => order.stopPrice ?? order.limitPrice;

/** Digits behind the point of a tick; a small one is written with an exponent. */
export function digitsOf(tick: number): number {
  const [mantissa = '', exponent = '0'] = String(tick).split('e-');
  return (mantissa.split('.')[1] ?? '').length + Number(exponent);
}

/** A price as the venue takes it: on a tick, without what floating point leaves behind. */
export const onTick = (price: number, tick: number) => (Math.round(price / tick) * tick).toFixed(digitsOf(tick));

export const isMovable = (order: Order) => order.isOpen && Boolean(priceOf(order));

/** What it is; of several targets, which. */
export const nameOf = (order: Order, orders: readonly Order[]) =>
  order.leg === 'take_profit' && orders.some((other) => other.leg === 'take_profit' && other.isOpen && other.id !== order.id) ? `take profit ${Number(order.target) + 1}` : words(order.leg);

/** Whether an order at this price would trade at once instead of resting. */
export function isThroughMarket(order: Order, price: number, mark: number): boolean {
  const rises = order.stopPrice ? order.side === 'buy' : order.side === 'sell';
  return rises ? price <= mark : price >= mark;
}

/** Moves an order: entries are amended in place, and so is each target alone; a stop belongs to its position and is told to it. Answers why it was not moved. */
export async function move(order: Order, price: string, send: ReturnType<typeof useSendOrder>): Promise<string | undefined> {
  const { accountId, symbol } = order;
  if (order.leg === 'stop_loss') return refusalOf(await send([accountId], { ticker: symbol, action: 'protect', stopLoss: { stopPrice: price } }));
  const now = await post<Order>(at(`orders/${order.id}/amend`), order.stopPrice ? { stopPrice: price } : { limitPrice: price });
  const isWhereItWas = now.isOpen && Number(priceOf(now)) === Number(priceOf(order)) && Number(price) !== Number(priceOf(order));
  return isWhereItWas ? `The venue did not move it: it still rests at ${exact(priceOf(now))}.` : undefined;
}
