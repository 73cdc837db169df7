import { AreaSeries, createChart, type IChartApi, type ISeriesApi, type Time } from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client';
import { chartTimes } from '../../parts/chartTimes';
import { colour } from '../../parts/colour';
import { money } from '../../parts/format';
import { usePreferences } from '../../shell/preferences';
import styles from './Performance.module.css';

interface Props {
  label: string;
  points: Schemas['CurvePointDocument'][];
  /** The colour of the theme it is drawn in. */
  tone?: string;
  /** As high as its place, not of a height of its own. */
  isFilling?: boolean;
  /** Filled above the line, as what hangs from zero. */
  isHanging?: boolean;
}

/** The chart wants rising whole seconds: of several points in one second the last counts. */
function rising(points: Schemas['CurvePointDocument'][]) {
  const bySecond = new Map(points.map((each) => [Math.floor(Date.parse(each.at) / 1000), Number(each.value)]));
  return [...bySecond].sort(([left], [right]) => left - right).map(([time, value]) => ({ time: time as Time, value }));
}

/** A value over time. */
export function Curve({ label, points, tone = '--accent', isFilling = false, isHanging = false }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<IChartApi | null>(null);
  const series = useRef<ISeriesApi<'Area'> | null>(null);
  const { theme, clock } = usePreferences();
  useEffect(() => {
    const { timeFormatter, tickMarkFormatter } = chartTimes();
    const made = createChart(holder.current!, {
      autoSize: true,
      layout: { attributionLogo: false, background: { color: colour('--surface') }, textColor: colour('--muted') },
      grid: { vertLines: { color: colour('--line') }, horzLines: { color: colour('--line') } },
      timeScale: { timeVisible: true, tickMarkFormatter, borderColor: colour('--line') },
      rightPriceScale: { borderColor: colour('--line') },
      localization: { timeFormatter, priceFormatter: (value: number) => money(String(value)) },
    });
    const accent = colour(tone);
    chart.current = made;
    series.current = made.addSeries(AreaSeries, { lineColor: accent, topColor: `${accent}55`, bottomColor: `${accent}${isHanging ? '55' : '00'}`, invertFilledArea: isHanging });
    return () => {
      chart.current = null;
      series.current = null;
      made.remove();
    };
  }, [theme, clock, tone, isHanging]);
  useEffect(() => {
    series.current?.setData(rising(points));
    chart.current?.timeScale().fitContent();
  }, [points, theme, clock]);
  return <div ref={holder} className={isFilling ? styles.filling : styles.curve} role="img" aria-label={label} />;
}
