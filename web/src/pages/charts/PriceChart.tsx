import { CandlestickSeries, createChart, createSeriesMarkers, type AutoscaleInfo, type IChartApi, type ISeriesApi } from 'lightweight-charts';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { usePosition } from '../../api/positions';
import { useMessages, useRefresh } from '../../live/useLive';
import { chartTimes } from '../../parts/chartTimes';
import { Age } from '../../parts/Age';
import { colour } from '../../parts/colour';
import { exact } from '../../parts/format';
import { useWhyNot } from '../../permissions/needs';
import { useAccountLevels } from '../../permissions/useLevel';
import { usePreferences } from '../../shell/preferences';
import { barOf, charted, marksOf, withBar } from './candles';
import type { Indicators } from './choice';
import { Grips } from './Grips';
import type { Bar } from './indicators';
import { Legend } from './Legend';
import { digitsOf, isMovable, nameOf, onTick } from './movable';
import { MoveOrder } from './MoveOrder';
import styles from './PriceChart.module.css';
import { useDragging } from './useDragging';
import { useIndicators } from './useIndicators';
import { useOrderLines, withNearLines, type OrderLine } from './useOrderLines';

interface Props {
  account: string;
  symbol: string;
  interval: string;
  tick: number;
  indicators?: Indicators;
}

type Order = Schemas['PlacedOrderDocument'];
type Candles = ISeriesApi<'Candlestick'>;

const none: Indicators = {};
const unmoved: readonly Order[] = [];

/** Candles as the market passes, our fills on them, what rests at the venue as lines, and the indicators that were chosen. */
/** The chart is drawn with every price; that it is heard of is said now and then. */
const heardEveryMs = 2_000;

export function PriceChart({ account, symbol, interval, tick, indicators = none }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<IChartApi | null>(null);
  const series = useRef<Candles | null>(null);
  const bars = useRef<readonly Bar[]>([]);
  const lines = useRef(new Map<string, OrderLine>());
  const [heardAt, setHeardAt] = useState(0);
  const [begins, setBegins] = useState<number>();
  const [proposed, setProposed] = useState<{ order: Order; price: string }>();
  const { theme, rising, clock } = usePreferences();
  const look = `${theme} ${rising}`;
  const fills = useList<Schemas['FillDocument']>('fills', { accountId: account, symbol });
  const orders = useList<Order>('orders', { accountId: account, symbol, open: 'true' });
  useRefresh('fills', 'fills');
  useRefresh('orders', 'orders');

  useEffect(() => {
    const made = createChart(holder.current!, { autoSize: true, layout: { attributionLogo: false }, timeScale: { timeVisible: true, secondsVisible: true } });
    chart.current = made;
    series.current = made.addSeries(CandlestickSeries, { autoscaleInfoProvider: (usual: () => AutoscaleInfo | null) => withNearLines(usual(), lines.current.values()) });
    return () => {
      chart.current = null;
      series.current = null;
      made.remove();
    };
  }, []);

  useEffect(() => {
    const { timeFormatter, tickMarkFormatter } = chartTimes();
    chart.current?.applyOptions({
      layout: { background: { color: colour('--surface') }, textColor: colour('--muted'), panes: { separatorColor: colour('--line') } },
      grid: { vertLines: { color: colour('--line') }, horzLines: { color: colour('--line') } },
      rightPriceScale: { borderColor: colour('--line') },
      timeScale: { borderColor: colour('--line'), tickMarkFormatter },
      localization: { timeFormatter, priceFormatter: (price: number) => exact(onTick(price, tick)) },
    });
    const [up, down] = [colour('--up'), colour('--down')];
    const [rises, falls] = rising === 'green' ? [up, down] : [down, up];
    series.current?.applyOptions({ priceFormat: { type: 'price', minMove: tick, precision: digitsOf(tick) }, upColor: rises, wickUpColor: rises, borderUpColor: rises, downColor: falls, wickDownColor: falls, borderDownColor: falls });
  }, [theme, rising, clock, tick]);

  const { legend, show } = useIndicators(chart, indicators, look);
  const whyFixed = useWhyNot({ scope: 'trade', level: 'trade', held: useAccountLevels()(account) });
  useOrderLines({ series, lines }, orders.rows, proposed?.order.id, look);
  const position = usePosition(account, symbol);
  const resting = useMemo(() => orders.rows.filter(isMovable), [orders.rows]);
  const movable = whyFixed ? unmoved : resting;
  const mark = position?.markPrice ? Number(position.markPrice) : bars.current.at(-1)?.close;

  useMessages(`candles:${account}:${symbol}:${interval}`, (type, data) => {
    setHeardAt((before) => (Date.now() - before < heardEveryMs ? before : Date.now()));
    if (type === 'snapshot') {
      bars.current = (data as Schemas['CandleDocument'][]).map(barOf);
      series.current?.setData(bars.current.map(charted));
      show(bars.current, true);
    } else if (type === 'candle') {
      const newest = barOf(data as Schemas['CandleDocument']);
      bars.current = withBar(bars.current, newest);
      if (newest.time === bars.current.at(-1)?.time) series.current?.update(charted(newest));
      show(bars.current, false);
    }
    setBegins(bars.current[0]?.time);
  });

  useEffect(() => {
    if (!series.current) return undefined;
    const markers = createSeriesMarkers(series.current, marksOf(fills.rows, begins));
    return () => {
      // The chart may be gone already, and its markers with it.
      if (series.current) markers.detach();
    };
  }, [fills.rows, begins, look]);

  const move = (order: Order, price: number) => lines.current.get(order.id)?.line.applyOptions({ price });
  useDragging({ holder, chart, series, lines, movable }, (order, price) => setProposed({ order, price: onTick(price, tick) }));

  return (
    <div className={styles.frame}>
      <div className={styles.stage}>
        <div ref={holder} className={styles.chart}>
          <div className="sr-only" role="img" aria-label={`Candles of ${symbol} at ${account}`} />
          <Grips chart={chart} series={series} lines={lines} orders={movable} tick={tick} onProposed={(order, price) => setProposed({ order, price })} />
        </div>
        <Legend entries={legend} tick={tick} />
      </div>
      {proposed && (
        <MoveOrder
          key={`${proposed.order.id} ${proposed.price}`}
          order={proposed.order}
          name={nameOf(proposed.order, orders.rows)}
          price={proposed.price}
          mark={mark}
          onTyped={(price) => move(proposed.order, price)}
          onDone={() => {
            setProposed(undefined);
            void orders.refetch();
          }}
        />
      )}
      <p className={styles.notice}>
        Charts by <a href="https://www.tradingview.com/" rel="noreferrer noopener" target="_blank">TradingView</a> Lightweight Charts™
        {' · '}
        <Age at={heardAt} source="Prices" />
        {movable.length > 0 && <span> · drag a line, or reach its handle with Tab and move it with the arrow keys</span>}
        {whyFixed && resting.length > 0 && <span> · lines cannot be moved: {whyFixed}</span>}
      </p>
    </div>
  );
}
