import { CandlestickSeries, createChart, createSeriesMarkers, LineStyle, type IChartApi, type IPriceLine, type ISeriesApi, type Time } from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useMessages, useRefresh } from '../../live/useLive';
import { words } from '../../parts/format';
import { colour } from '../../parts/colour';
import { usePreferences } from '../../shell/preferences';
import styles from './PriceChart.module.css';

interface Props {
  account: string;
  symbol: string;
  interval: string;
}

type Candle = Schemas['CandleDocument'];
type Candles = ISeriesApi<'Candlestick'>;

const seconds = (text: string) => (Date.parse(text) / 1000) as Time;
const bar = (candle: Candle) => ({ time: seconds(candle.at), open: Number(candle.open), high: Number(candle.high), low: Number(candle.low), close: Number(candle.close) });

/** Candles as the market passes, our fills on them, and what rests at the venue as lines. */
export function PriceChart({ account, symbol, interval }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<IChartApi | null>(null);
  const series = useRef<Candles | null>(null);
  const { theme, rising } = usePreferences();
  const fills = useList<Schemas['FillDocument']>('fills', { accountId: account, symbol });
  const orders = useList<Schemas['PlacedOrderDocument']>('orders', { accountId: account, symbol, open: 'true' });
  useRefresh('fills', 'fills');
  useRefresh('orders', 'orders');

  useEffect(() => {
    const made = createChart(holder.current!, { autoSize: true, layout: { attributionLogo: false }, timeScale: { timeVisible: true, secondsVisible: true } });
    chart.current = made;
    series.current = made.addSeries(CandlestickSeries);
    return () => {
      made.remove();
      chart.current = null;
      series.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.applyOptions({
      layout: { background: { color: colour('--surface') }, textColor: colour('--muted') },
      grid: { vertLines: { color: colour('--line') }, horzLines: { color: colour('--line') } },
    });
    const [up, down] = [colour('--up'), colour('--down')];
    const [rises, falls] = rising === 'green' ? [up, down] : [down, up];
    series.current?.applyOptions({ upColor: rises, wickUpColor: rises, borderUpColor: rises, downColor: falls, wickDownColor: falls, borderDownColor: falls });
  }, [theme, rising]);

  useMessages(`candles:${account}:${symbol}:${interval}`, (type, data) => {
    if (type === 'snapshot') series.current?.setData((data as Candle[]).map(bar));
    else if (type === 'candle') series.current?.update(bar(data as Candle));
  });

  useEffect(() => {
    if (!series.current) return;
    const markers = createSeriesMarkers(
      series.current,
      fills.rows
        .map((fill) => ({
          time: seconds(fill.at),
          position: fill.side === 'buy' ? ('belowBar' as const) : ('aboveBar' as const),
          shape: fill.side === 'buy' ? ('arrowUp' as const) : ('arrowDown' as const),
          color: colour(fill.side === 'buy' ? '--up' : '--down'),
          text: fill.quantity,
        }))
        .sort((left, right) => Number(left.time) - Number(right.time)),
    );
    return () => markers.detach();
  }, [fills.rows]);

  useEffect(() => {
    const lines: IPriceLine[] = orders.rows.flatMap((order) => {
      const price = order.stopPrice ?? order.limitPrice;
      if (!price || !series.current) return [];
      const tone = order.leg === 'stop_loss' ? '--down' : order.leg === 'take_profit' ? '--up' : '--accent';
      return [series.current.createPriceLine({ price: Number(price), color: colour(tone), lineStyle: LineStyle.Dashed, lineWidth: 1, axisLabelVisible: true, title: words(order.leg) })];
    });
    return () => {
      for (const line of lines) series.current?.removePriceLine(line);
    };
  }, [orders.rows]);

  return (
    <div className={styles.frame}>
      <div ref={holder} className={styles.chart} role="img" aria-label={`Candles of ${symbol} at ${account}`} />
      <p className={styles.notice}>
        Charts by <a href="https://www.tradingview.com/" rel="noreferrer noopener" target="_blank">TradingView</a> Lightweight Charts™
      </p>
    </div>
  );
}
