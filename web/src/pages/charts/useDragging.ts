import type { IChartApi, IPriceLine, ISeriesApi } from 'lightweight-charts';
import { useEffect, useRef, type RefObject } from 'react';
import type { Schemas } from '../../api/client';

type Order = Schemas['PlacedOrderDocument'];

export interface OrderLine {
  order: Order;
  line: IPriceLine;
}

interface Chart {
  holder: RefObject<HTMLDivElement | null>;
  chart: RefObject<IChartApi | null>;
  series: RefObject<ISeriesApi<'Candlestick'> | null>;
  lines: RefObject<OrderLine[]>;
}

const gripPixels = 6;

/** Takes a line with the pointer and lays it down at another price; what follows is asked before anything is sent. */
export function useDragging({ holder, chart, series, lines }: Chart, onDropped: (order: Order, price: string) => void) {
  const dropped = useRef(onDropped);
  useEffect(() => {
    dropped.current = onDropped;
  });
  useEffect(() => {
    const element = holder.current!;
    let held: OrderLine | null = null;
    const heightOf = (event: PointerEvent) => event.clientY - element.getBoundingClientRect().top;
    const under = (event: PointerEvent) =>
      lines.current.find(({ line }) => Math.abs((series.current?.priceToCoordinate(line.options().price) ?? Number.NEGATIVE_INFINITY) - heightOf(event)) <= gripPixels) ?? null;
    const take = (event: PointerEvent) => {
      held = under(event);
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
      dropped.current(order, String(Number(line.options().price.toPrecision(8))));
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
