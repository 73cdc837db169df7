import { AreaSeries, createChart, type ISeriesApi, type Time } from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client';
import { colour } from '../../parts/colour';
import { usePreferences } from '../../shell/preferences';
import styles from './Performance.module.css';

interface Props {
  label: string;
  points: Schemas['CurvePointDocument'][];
}

/** The chart wants rising whole seconds: of several points in one second the last counts. */
function rising(points: Schemas['CurvePointDocument'][]) {
  const bySecond = new Map(points.map((each) => [Math.floor(Date.parse(each.at) / 1000), Number(each.value)]));
  return [...bySecond].sort(([left], [right]) => left - right).map(([time, value]) => ({ time: time as Time, value }));
}

/** A value over time. */
export function Curve({ label, points }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const series = useRef<ISeriesApi<'Area'> | null>(null);
  const { theme } = usePreferences();
  useEffect(() => {
    const chart = createChart(holder.current!, {
      autoSize: true,
      layout: { attributionLogo: false, background: { color: colour('--surface') }, textColor: colour('--muted') },
      grid: { vertLines: { color: colour('--line') }, horzLines: { color: colour('--line') } },
      timeScale: { timeVisible: true },
    });
    const accent = colour('--accent');
    series.current = chart.addSeries(AreaSeries, { lineColor: accent, topColor: `${accent}55`, bottomColor: `${accent}00` });
    return () => {
      chart.remove();
      series.current = null;
    };
  }, [theme]);
  useEffect(() => series.current?.setData(rising(points)), [points, theme]);
  return <div ref={holder} className={styles.curve} role="img" aria-label={label} />;
}
