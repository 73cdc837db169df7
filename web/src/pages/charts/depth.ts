import type { Schemas } from '../../api/client';
import { onTick } from './movable';

export interface Rung {
  price: string;
  quantity: string;
  /** What rests from the best price up to this one. */
  upTo: number;
}

/** The best levels of a side with what they sum up to. */
export function cumulated(levels: readonly Schemas['DepthLevelDocument'][], most: number): Rung[] {
  let upTo = 0;
  return levels.slice(0, most).map(({ price, quantity }) => ({ price, quantity, upTo: (upTo += Number(quantity)) }));
}

export const spreadOf = (ask: Rung | undefined, bid: Rung | undefined, tick: number) => (ask && bid ? onTick(Number(ask.price) - Number(bid.price), tick) : '–');
