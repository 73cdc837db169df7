import type { Schemas } from '../../api/client';

type Order = Schemas['PlacedOrderDocument'];
type Instrument = Schemas['InstrumentDocument'];

/** What an order is to become; what was typed, as it was typed. */
export interface Amendment {
  quantity: string;
  limitPrice: string;
  stopPrice: string;
}

export const amendmentOf = (order: Order): Amendment => ({ quantity: order.quantity, limitPrice: order.limitPrice ?? '', stopPrice: order.stopPrice ?? '' });

const fields = ['quantity', 'limitPrice', 'stopPrice'] as const;

/** What differs from how the order rests; empty: nothing does. */
export const changesOf = (order: Order, typed: Amendment): Partial<Amendment> =>
  Object.fromEntries(fields.filter((field) => typed[field].trim() !== '' && typed[field].trim() !== (order[field] ?? '') && Number(typed[field]) !== Number(order[field])).map((field) => [field, typed[field].trim()]));

/** What is open of it would be worth, in the currency it is quoted in; undefined where that cannot be told. */
export function worthOf(typed: Amendment, order: Order, instrument: Instrument | undefined): number | undefined {
  const open = Math.max(Number(typed.quantity) - Number(order.filledQuantity), 0);
  const price = Number(typed.limitPrice || typed.stopPrice);
  if (!instrument || !Number.isFinite(open) || !Number.isFinite(price)) return undefined;
  const contracts = open * Number(instrument.contractSize);
  return instrument.kind.startsWith('inverse') ? contracts : contracts * price;
}

const priceOf = ({ limitPrice, stopPrice }: Amendment) => Number(limitPrice || stopPrice);

/** Whether it may open more, become worth more, or accept a worse price: then the limits of a new entry are asked. */
export function risksMore(order: Order, typed: Amendment): boolean {
  const rise = priceOf(typed) - priceOf(amendmentOf(order));
  return Number(typed.quantity) > Number(order.quantity) || (order.side === 'buy' ? rise > 0 : rise !== 0);
}
