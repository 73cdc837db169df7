import { TickMarkType, type Time } from 'lightweight-charts';
import { parts } from './format';

const at = (time: Time) => parts(new Date(Number(time) * 1000));

/** A chart's marks stand where days begin in UTC: by another clock they have an hour too. */
function mark(time: Time, kind: TickMarkType): string {
  const { date, time: clock } = at(time);
  if (kind === TickMarkType.TimeWithSeconds) return clock;
  if (kind === TickMarkType.Time) return clock.slice(0, 5);
  if (kind === TickMarkType.Year) return date.slice(0, 4);
  return clock === '00:00:00' || kind === TickMarkType.Month ? date.slice(5) : `${date.slice(5)} ${clock.slice(0, 5)}`;
}

/** Times on a chart as everywhere else, by the clock that was chosen; new with each choice, so that a chart draws them again. */
export const chartTimes = () => ({
  timeFormatter: (time: Time) => `${at(time).date} ${at(time).time}`,
  tickMarkFormatter: (time: Time, kind: TickMarkType) => mark(time, kind),
});
