/** A candle as numbers: a chart draws, it does not account. */
export interface Bar {
  /** Unix seconds of its beginning. */
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  /** What was traded at the venue; null where its trades were not followed. */
  volume: number | null;
  /** How often the price moved. */
  moves: number;
}

export interface Point {
  time: number;
  value: number;
}

const daySeconds = 86_400;

/** The average of the last closes. */
export function simpleAverage(bars: readonly Bar[], period: number): Point[] {
  const points: Point[] = [];
  let sum = 0;
  bars.forEach((bar, index) => {
    sum += bar.close - (index >= period ? bars[index - period]!.close : 0);
    if (index >= period - 1) points.push({ time: bar.time, value: sum / period });
  });
  return points;
}

/** An average in which newer closes weigh more; it begins as the simple one. */
export function exponentialAverage(bars: readonly Bar[], period: number): Point[] {
  const first = simpleAverage(bars.slice(0, period), period)[0];
  if (!first) return [];
  const weight = 2 / (period + 1);
  const points = [first];
  for (const bar of bars.slice(period)) points.push({ time: bar.time, value: bar.close * weight + points.at(-1)!.value * (1 - weight) });
  return points;
}

/** Relative strength by Wilder's smoothing: 0 to 100. */
export function relativeStrength(bars: readonly Bar[], period: number): Point[] {
  const points: Point[] = [];
  let [gain, loss] = [0, 0];
  for (let index = 1; index < bars.length; index++) {
    const change = bars[index]!.close - bars[index - 1]!.close;
    const [up, down] = [Math.max(change, 0), Math.max(-change, 0)];
    if (index <= period) [gain, loss] = [gain + up / period, loss + down / period];
    else [gain, loss] = [(gain * (period - 1) + up) / period, (loss * (period - 1) + down) / period];
    if (index >= period) points.push({ time: bars[index]!.time, value: loss === 0 ? (gain === 0 ? 50 : 100) : 100 - 100 / (1 + gain / loss) });
  }
  return points;
}

/** Whether there are traded volumes; else the moves of the price stand for activity. */
export const hasVolume = (bars: readonly Bar[]) => bars.some((bar) => bar.volume !== null);

export function activity(bars: readonly Bar[]): Point[] {
  const isTraded = hasVolume(bars);
  return bars.map((bar) => ({ time: bar.time, value: isTraded ? (bar.volume ?? 0) : bar.moves }));
}

/** The average price of the day (UTC) so far, each candle's typical price weighted with its activity. */
export function weightedAverage(bars: readonly Bar[]): Point[] {
  const weights = activity(bars);
  const points: Point[] = [];
  let [day, paid, weighed] = [-1, 0, 0];
  bars.forEach((bar, index) => {
    const today = Math.floor(bar.time / daySeconds);
    if (today !== day) [day, paid, weighed] = [today, 0, 0];
    paid += ((bar.high + bar.low + bar.close) / 3) * weights[index]!.value;
    weighed += weights[index]!.value;
    if (weighed > 0) points.push({ time: bar.time, value: paid / weighed });
  });
  return points;
}
