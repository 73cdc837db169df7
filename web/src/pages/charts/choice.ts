import { useLayout } from '../../api/layouts';
import { activity, exponentialAverage, hasVolume, relativeStrength, simpleAverage, weightedAverage, type Bar, type Point } from './indicators';

export type IndicatorName = 'average' | 'slow' | 'exponential' | 'vwap' | 'rsi' | 'volume';

interface Kind {
  title: string;
  /** What stands in the legend before its value. */
  short: (period: number, bars: readonly Bar[]) => string;
  /** Candles it looks back on; absent where it does not. */
  period?: number;
  /** Below the candles, with a scale of its own. */
  isApart?: boolean;
  colour: string;
  points: (bars: readonly Bar[], period: number) => Point[];
}

const weighedBy = (bars: readonly Bar[]) => (hasVolume(bars) ? '' : ' (by price moves)');

/** In the order of the legend. */
export const indicatorKinds: Record<IndicatorName, Kind> = {
  average: { title: 'Moving average', short: (period) => `SMA ${period}`, period: 20, colour: '--accent', points: simpleAverage },
  slow: { title: 'Slow moving average', short: (period) => `SMA ${period}`, period: 50, colour: '--warn', points: simpleAverage },
  exponential: { title: 'Exponential average', short: (period) => `EMA ${period}`, period: 20, colour: '--violet', points: exponentialAverage },
  vwap: { title: 'VWAP of the day', short: (_, bars) => `VWAP${weighedBy(bars)}`, colour: '--teal', points: weightedAverage },
  rsi: { title: 'RSI', short: (period) => `RSI ${period}`, period: 14, isApart: true, colour: '--violet', points: relativeStrength },
  volume: { title: 'Volume', short: (_, bars) => (hasVolume(bars) ? 'Volume' : 'Price moves (no volume known)'), isApart: true, colour: '--muted', points: activity },
};

export const indicatorNames = Object.keys(indicatorKinds) as IndicatorName[];

/** The chosen ones with their periods. */
export type Indicators = Partial<Record<IndicatorName, number>>;

export interface ChartChoice {
  indicators: Indicators;
  hasDepth: boolean;
}

const first: ChartChoice = { indicators: { average: 20, volume: 0 }, hasDepth: true };
export const periodMost = 400;

/** How this user wants charts, on every browser. */
export function useChartChoice() {
  const { layout, keep, problem } = useLayout<ChartChoice>('charts', first);
  const choice = { ...first, ...layout };
  return { choice, keep: (change: Partial<ChartChoice>) => keep({ ...choice, ...change }), problem };
}
