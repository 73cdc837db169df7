import { LineStyle, type AutoscaleInfo, type IPriceLine, type ISeriesApi } from 'lightweight-charts';
import { useEffect, type RefObject } from 'react';
import type { Schemas } from '../../api/client';
import { colour } from '../../parts/colour';
import { nameOf, priceOf } from './movable';

type Order = Schemas['PlacedOrderDocument'];

export interface OrderLine {
  order: Order;
  line: IPriceLine;
}

const toneOf = (order: Order) => (order.leg === 'stop_loss' ? '--down' : order.leg === 'take_profit' ? '--up' : '--accent');

interface Chart {
  series: RefObject<ISeriesApi<'Candlestick'> | null>;
  /** By the order's id. */
  lines: RefObject<Map<string, OrderLine>>;
}

/**
 * What rests at the venue as lines. They stay the same lines while orders come and go, so that one that is being moved is not
 * taken from under the hand; `held` names it.
 */
export function useOrderLines({ series, lines }: Chart, orders: readonly Order[], held: string | undefined, look: string) {
  useEffect(() => {
    if (!series.current) return;
    const known = lines.current;
    const resting = orders.filter((order) => order.isOpen && priceOf(order));
    for (const [id, { line }] of known) {
      if (!resting.some((order) => order.id === id)) {
        series.current.removePriceLine(line);
        known.delete(id);
      }
    }
    for (const order of resting) {
      const options = { price: Number(priceOf(order)), color: colour(toneOf(order)), title: nameOf(order, resting) };
      const present = known.get(order.id);
      if (!present) known.set(order.id, { order, line: series.current.createPriceLine({ ...options, lineStyle: LineStyle.Dashed, lineWidth: 1, axisLabelVisible: true }) });
      else if (order.id !== held) {
        present.order = order;
        present.line.applyOptions(options);
      }
    }
  }, [series, lines, orders, held, look]);
  useEffect(() => {
    const known = lines.current;
    // The chart takes its lines with it.
    return () => known.clear();
  }, [lines]);
}

/** So near to what the candles show that a line belongs into the picture: a share of the price. */
const near = 0.02;

/** The scale with the lines that are near enough to be seen and taken. */
export function withNearLines(usual: AutoscaleInfo | null, lines: Iterable<OrderLine>): AutoscaleInfo | null {
  if (!usual?.priceRange) return usual;
  const { minValue, maxValue } = usual.priceRange;
  const prices = [...lines].map(({ line }) => line.options().price).filter((price) => price > minValue * (1 - near) && price < maxValue * (1 + near));
  return { ...usual, priceRange: { minValue: Math.min(minValue, ...prices), maxValue: Math.max(maxValue, ...prices) } };
}
