import type { Time } from 'lightweight-charts';
import type { Schemas } from '../../api/client';
import { colour } from '../../parts/colour';
import type { Bar } from './indicators';

export const seconds = (text: string) => Math.floor(Date.parse(text) / 1000);

export const barOf = (candle: Schemas['CandleDocument']): Bar => ({
  time: seconds(candle.at),
  open: Number(candle.open),
  high: Number(candle.high),
  low: Number(candle.low),
  close: Number(candle.close),
  volume: candle.volume ? Number(candle.volume) : null,
  moves: candle.moves,
});

export const charted = ({ time, open, high, low, close }: Bar) => ({ time: time as Time, open, high, low, close });

/** The bars with the one that is under way; a later one begins the next. */
export function withBar(bars: readonly Bar[], newest: Bar): readonly Bar[] {
  const last = bars.at(-1);
  if (!last || newest.time > last.time) return [...bars, newest];
  return newest.time === last.time ? [...bars.slice(0, -1), newest] : bars;
}

/** Fills as marks on the candles they happened in; what was before the first candle has none to stand on. */
export const marksOf = (fills: readonly Schemas['FillDocument'][], begins: number | undefined) =>
  fills
    .filter((fill) => begins !== undefined && seconds(fill.at) >= begins)
    .map((fill) => ({
      time: seconds(fill.at) as Time,
      position: fill.side === 'buy' ? ('belowBar' as const) : ('aboveBar' as const),
      shape: fill.side === 'buy' ? ('arrowUp' as const) : ('arrowDown' as const),
      color: colour(fill.side === 'buy' ? '--up' : '--down'),
      text: fill.quantity,
    }))
    .sort((left, right) => Number(left.time) - Number(right.time));
