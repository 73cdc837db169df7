import { CandlestickSeries, createChart, createSeriesMarkers, LineStyle, type IChartApi, type ISeriesApi, type Time } from 'lightweight-charts';
import { useEffect, useRef, useState } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useMessages, useRefresh } from '../../live/useLive';
import { words } from '../../parts/format';
import { colour } from '../../parts/colour';
import { usePreferences } from '../../shell/preferences';
import { isMovable, priceOf } from './movable';
import { MoveOrder } from './MoveOrder';
import styles from './PriceChart.module.css';
import { useDragging, type OrderLine } from './useDragging';

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
  const lines = useRef<OrderLine[]>([]);
  const [proposed, setProposed] = useState<{ order: Schemas['PlacedOrderDocument']; price: string }>();
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
    return () => {
      // The chart may be gone already, and its markers with it.
      if (series.current) markers.detach();
    };
  }, [fills.rows]);

  // While a move is asked about, the dragged line stays where it was laid.
  useEffect(() => {
    if (proposed) return undefined;
    const made = orders.rows.flatMap((order): OrderLine[] => {
      const price = priceOf(order);
      if (!price || !series.current) return [];
      const tone = order.leg === 'stop_loss' ? '--down' : order.leg === 'take_profit' ? '--up' : '--accent';
      return [{ order, line: series.current.createPriceLine({ price: Number(price), color: colour(tone), lineStyle: LineStyle.Dashed, lineWidth: 1, axisLabelVisible: true, title: words(order.leg) }) }];
    });
    lines.current = made.filter(({ order }) => isMovable(order, orders.rows));
    return () => {
      lines.current = [];
      for (const { line } of made) series.current?.removePriceLine(line);
    };
  }, [orders.rows, proposed]);

  useDragging({ holder, chart, series, lines }, (order, price) => setProposed({ order, price }));

  return (
    <div className={styles.frame}>
      <div ref={holder} className={styles.chart} role="img" aria-label={`Candles of ${symbol} at ${account}`} />
      {proposed && <MoveOrder order={proposed.order} price={proposed.price} onDone={() => setProposed(undefined)} />}
      <p className={styles.notice}>
        Charts by <a href="https://www.tradingview.com/" rel="noreferrer noopener" target="_blank">TradingView</a> Lightweight Charts™
      </p>
    </div>
  );
}
