import type { IChartApi, ISeriesApi } from 'lightweight-charts';
import { useEffect, useRef, type RefObject } from 'react';
import type { Schemas } from '../../api/client';
import type { OrderLine } from './useOrderLines';

type Order = Schemas['PlacedOrderDocument'];

interface Chart {
  holder: RefObject<HTMLDivElement | null>;
  chart: RefObject<IChartApi | null>;
  series: RefObject<ISeriesApi<'Candlestick'> | null>;
  lines: RefObject<Map<string, OrderLine>>;
  /** What may be moved by whoever looks. */
  movable: readonly Order[];
}

const gripPixels = 6;

/** Takes a line with the pointer and lays it down at another price; what follows is asked before anything is sent. */
export function useDragging({ holder, chart, series, lines, movable }: Chart, onDropped: (order: Order, price: number) => void) {
  const dropped = useRef(onDropped);
  const free = useRef(movable);
  useEffect(() => {
    dropped.current = onDropped;
    free.current = movable;
  });
  useEffect(() => {
    const element = holder.current!;
    let held: OrderLine | null = null;
    const heightOf = (event: PointerEvent) => event.clientY - element.getBoundingClientRect().top;
    const under = (event: PointerEvent) =>
      [...lines.current.values()].find(({ order, line }) => free.current.some((each) => each.id === order.id) && Math.abs((series.current?.priceToCoordinate(line.options().price) ?? Number.NEGATIVE_INFINITY) - heightOf(event)) <= gripPixels) ?? null;
    const handled = (event: PointerEvent) => {
      const grip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-order]') : null;
      return grip ? lines.current.get(grip.dataset.order!) : undefined;
    };
    const take = (event: PointerEvent) => {
      held = event.button === 0 ? (handled(event) ?? under(event)) : null;
      if (!held) return;
      element.setPointerCapture(event.pointerId);
      chart.current?.applyOptions({ handleScroll: false, handleScale: false });
      event.stopPropagation();
    };
    const drag = (event: PointerEvent) => {
      element.style.cursor = held || under(event) ? 'ns-resize' : '';
      const price = held && series.current?.coordinateToPrice(heightOf(event));
      if (held && price) held.line.applyOptions({ price });
    };
    const drop = () => {
      if (!held) return;
      chart.current?.applyOptions({ handleScroll: true, handleScale: true });
      const { order, line } = held;
      held = null;
      dropped.current(order, line.options().price);
    };
    element.addEventListener('pointerdown', take, { capture: true });
    element.addEventListener('pointermove', drag);
    element.addEventListener('pointerup', drop);
    element.addEventListener('pointercancel', drop);
    return () => {
      element.removeEventListener('pointerdown', take, { capture: true });
      element.removeEventListener('pointermove', drag);
      element.removeEventListener('pointerup', drop);
      element.removeEventListener('pointercancel', drop);
    };
  }, [holder, chart, series, lines]);
}
