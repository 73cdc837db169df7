import { AreaSeries, createChart, type ISeriesApi, type Time } from 'lightweight-charts';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useMessages } from '../../live/useLive';
import { Age } from '../../parts/Age';
import { colour } from '../../parts/colour';
import { EmptyState } from '../../parts/EmptyState';
import { Panel } from '../../parts/Panel';
import { usePreferences } from '../../shell/preferences';
import styles from './EquityPanel.module.css';
import type { PanelProps } from './panels';

type Row = Schemas['EquityDocument'];

const point = (row: Row) => ({ time: (Math.floor(Date.parse(row.at) / 1000) as unknown) as Time, value: Number(row.equity) });

/** What the first account is worth, in the currency it has most of. */
export function EquityPanel({ actions }: PanelProps) {
  const list = useList<Row>('equity', {}, 60_000);
  const [toldAt, setToldAt] = useState(0);
  const first = list.rows[0];
  const rows = useMemo(() => {
    const own = list.rows.filter((row) => row.accountId === first?.accountId && row.currency === first.currency).reverse();
    return own.map(point).filter((each, index, all) => index === 0 || each.time > all[index - 1]!.time);
  }, [list.rows, first]);
  const holder = useRef<HTMLDivElement>(null);
  const series = useRef<ISeriesApi<'Area'> | null>(null);
  const { theme } = usePreferences();

  useEffect(() => {
    if (!holder.current) return;
    const chart = createChart(holder.current, {
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
  }, [theme, first === undefined]);

  useEffect(() => series.current?.setData(rows), [rows, theme]);

  useMessages('equity', (type, data) => {
    const row = data as Row;
    const newest = rows.at(-1);
    setToldAt(Date.now());
    if (type === 'equity' && row.accountId === first?.accountId && row.currency === first.currency && (!newest || point(row).time >= newest.time)) series.current?.update(point(row));
  });

  return (
    <Panel title="Equity" note={first && <Age at={Math.max(toldAt, list.updatedAt)} source="Equity" everyMs={60_000} />} actions={actions} isFlush>
      {first ? (
        <figure className={styles.figure}>
          <div ref={holder} className={styles.chart} role="img" aria-label={`Equity of ${first.accountId} in ${first.currency}`} />
          <figcaption>
            {first.accountId} · {first.currency}
          </figcaption>
        </figure>
      ) : (
        <EmptyState title="Nothing is recorded yet">What the accounts are worth is drawn here over time.</EmptyState>
      )}
    </Panel>
  );
}
