import type { IChartApi, ISeriesApi } from 'lightweight-charts';
import { useEffect, useRef, type RefObject } from 'react';
import type { Schemas } from '../../api/client';
import { isMovable } from './movable';
import type { OrderLine } from './useOrderLines';

type Order = Schemas['PlacedOrderDocument'];

interface Chart {
  holder: RefObject<HTMLDivElement | null>;
  chart: RefObject<IChartApi | null>;
  series: RefObject<ISeriesApi<'Candlestick'> | null>;
  lines: RefObject<Map<string, OrderLine>>;
  /** Off: whoever looks may not move orders. */
  isOn: boolean;
}

const gripPixels = 6;

/** Takes a line with the pointer and lays it down at another price; what follows is asked before anything is sent. */
export function useDragging({ holder, chart, series, lines, isOn }: Chart, onDropped: (order: Order, price: number) => void) {
  const dropped = useRef(onDropped);
  useEffect(() => {
    dropped.current = onDropped;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const element = holder.current!;
    let held: OrderLine | null = null;
    const heightOf = (event: PointerEvent) => event.clientY - element.getBoundingClientRect().top;
    const all = () => [...lines.current.values()];
    const under = (event: PointerEvent) =>
      all().find(({ order, line }) => isMovable(order, all().map((each) => each.order)) && Math.abs((series.current?.priceToCoordinate(line.options().price) ?? Number.NEGATIVE_INFINITY) - heightOf(event)) <= gripPixels) ?? null;
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
  }, [holder, chart, series, lines, isOn]);
}
