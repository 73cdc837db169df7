import { HistogramSeries, LineSeries, type IChartApi, type ISeriesApi, type Time } from 'lightweight-charts';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { colour } from '../../parts/colour';
import { indicatorKinds, indicatorNames, type IndicatorName, type Indicators } from './choice';
import type { Bar, Point } from './indicators';

export interface LegendEntry {
  name: IndicatorName;
  text: string;
  colour: string;
  value: number | undefined;
}

interface Drawn {
  name: IndicatorName;
  period: number;
  series: ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;
}

const candlesHeight = 4;
const charted = (point: Point) => ({ time: point.time as Time, value: point.value });

/** Draws the chosen indicators and says what each shows last. They are reckoned again with every candle: a thousand take a fraction of a millisecond. */
export function useIndicators(chart: RefObject<IChartApi | null>, chosen: Indicators, look: string) {
  const bars = useRef<readonly Bar[]>([]);
  const drawn = useRef<Drawn[]>([]);
  const [legend, setLegend] = useState<LegendEntry[]>([]);

  const draw = useCallback((isWhole: boolean) => {
    setLegend(
      drawn.current.map(({ name, period, series }) => {
        const kind = indicatorKinds[name];
        const points = kind.points(bars.current, period);
        const last = points.at(-1);
        if (isWhole || !last) series.setData(points.map(charted));
        else series.update(charted(last));
        return { name, text: kind.short(period, bars.current), colour: kind.colour, value: last?.value };
      }),
    );
  }, []);

  const show = useCallback(
    (next: readonly Bar[], isWhole: boolean) => {
      bars.current = next;
      draw(isWhole);
    },
    [draw],
  );

  const wanted = JSON.stringify(chosen);
  useEffect(() => {
    const made = chart.current;
    if (!made) return undefined;
    let pane = 0;
    drawn.current = indicatorNames.flatMap((name): Drawn[] => {
      const period = (JSON.parse(wanted) as Indicators)[name];
      if (period === undefined) return [];
      const kind = indicatorKinds[name];
      if (kind.isApart) pane++;
      const options = { color: colour(kind.colour), lineWidth: 1 as const, priceLineVisible: false, lastValueVisible: false };
      const where = kind.isApart ? pane : 0;
      return [{ name, period, series: name === 'volume' ? made.addSeries(HistogramSeries, { ...options, priceFormat: { type: 'volume' } }, where) : made.addSeries(LineSeries, options, where) }];
    });
    made.panes().forEach((each, index) => each.setStretchFactor(index === 0 ? candlesHeight : 1));
    draw(true);
    return () => {
      // The chart may be gone already, and its series with it.
      if (chart.current) for (const { series } of drawn.current) chart.current.removeSeries(series);
      drawn.current = [];
    };
  }, [chart, wanted, look, draw]);

  return { legend, show };
}
