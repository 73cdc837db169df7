import type { IChartApi, ISeriesApi, ISeriesPrimitive, Time } from 'lightweight-charts';
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import type { Schemas } from '../../api/client';
import { exact } from '../../parts/format';
import { nameOf, onTick, priceOf } from './movable';
import styles from './PriceChart.module.css';
import type { OrderLine } from './useOrderLines';

type Order = Schemas['PlacedOrderDocument'];

interface Props {
  chart: RefObject<IChartApi | null>;
  series: RefObject<ISeriesApi<'Candlestick'> | null>;
  lines: RefObject<Map<string, OrderLine>>;
  orders: readonly Order[];
  /** The smallest step of the price. */
  tick: number;
  onProposed: (order: Order, price: string) => void;
}

const coarse = 10;
const edge = 8;

/** A handle on every line that can be moved: to drag, or with the arrow keys tick by tick; Enter asks, Escape lets go. */
export function Grips({ chart, series, lines, orders, tick, onProposed }: Props) {
  const holder = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const drawn = series.current;
    if (!drawn) return undefined;
    const place = () => {
      const lowest = (chart.current?.panes()[0]?.getHeight() ?? 0) - edge;
      for (const grip of holder.current?.querySelectorAll<HTMLElement>('[data-order]') ?? []) {
        const line = lines.current.get(grip.dataset.order!)?.line;
        const height = line && drawn.priceToCoordinate(line.options().price);
        grip.hidden = height === null || height === undefined;
        if (grip.hidden) continue;
        // A line that is out of sight has its handle at the edge: the keys move it all the same.
        const shown = Math.max(edge, Math.min(lowest, height!));
        grip.toggleAttribute('data-away', shown !== height);
        grip.style.transform = `translateY(${shown}px)`;
      }
    };
    // The chart tells whatever is drawn on it when its scales changed.
    const onlooker: ISeriesPrimitive<Time> = { updateAllViews: () => requestAnimationFrame(place) };
    drawn.attachPrimitive(onlooker);
    requestAnimationFrame(place);
    return () => {
      if (series.current === drawn) drawn.detachPrimitive(onlooker);
    };
  }, [chart, series, lines, orders]);

  const press = (event: KeyboardEvent<HTMLElement>, order: Order) => {
    const line = lines.current.get(order.id)?.line;
    if (!line) return;
    const step = (event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0) * tick * (event.shiftKey ? coarse : 1);
    if (step !== 0) line.applyOptions({ price: Math.max(tick, line.options().price + step) });
    else if (event.key === 'Enter' || event.key === ' ') onProposed(order, onTick(line.options().price, tick));
    else if (event.key === 'Escape') line.applyOptions({ price: Number(priceOf(order)) });
    else return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setAttribute('aria-valuenow', String(line.options().price));
    event.currentTarget.setAttribute('aria-valuetext', onTick(line.options().price, tick));
  };

  return (
    <div ref={holder} className={styles.grips}>
      {orders.map((order) => (
        <div
          key={order.id}
          data-order={order.id}
          className={styles.grip}
          role="slider"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={`Price of ${nameOf(order, orders)} ${order.side} ${exact(order.quantity)}: arrow keys move it, Enter asks to send`}
          aria-valuenow={Number(priceOf(order))}
          aria-valuetext={onTick(Number(priceOf(order)), tick)}
          onKeyDown={(event) => press(event, order)}
        />
      ))}
    </div>
  );
}
