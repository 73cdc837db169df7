import { preferences } from '../shell/preferences';

/** A narrow space that no line is broken at. */
const thousands = '\u202f';

/** Money, prices and quantities arrive as exact text and are shown as they are, with thousands separated. */
export function exact(text: string | null | undefined): string {
  if (text === null || text === undefined || text === '') return '–';
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, thousands);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const averageDigits = 8;

/** An average has digits without end; the exact text belongs into the title. */
export function average(text: string | null | undefined): string {
  const end = text?.indexOf('.') ?? -1;
  return exact(end < 0 ? text : text?.slice(0, end + 1 + averageDigits));
}

/** Rounded for reading; the exact text belongs into the title. */
export function money(text: string | null | undefined, digits = 2): string {
  if (text === null || text === undefined || text === '') return '–';
  return exact(Number(text).toFixed(digits));
}

export const signed = (text: string | null | undefined, digits = 2): string =>
  text === null || text === undefined ? '–' : `${Number(text) > 0 ? '+' : ''}${money(text, digits)}`;

export const parts = (at: Date) => {
  const utc = preferences().clock === 'utc';
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    date: utc
      ? `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
      : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: utc
      ? `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`
      : `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`,
    ms: String(at.getMilliseconds()).padStart(3, '0'),
  };
};

/** The time of day; with the date where it is not today. */
export function clock(text: string | null | undefined, withMs = false): string {
  if (!text) return '–';
  const at = parts(new Date(text));
  const time = withMs ? `${at.time}.${at.ms}` : at.time;
  return at.date === parts(new Date()).date ? time : `${at.date} ${time}`;
}

export function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** Our words as people read them: `take_profit` is `take profit`. */
export const words = (word: string | null | undefined): string => (word ?? '–').replaceAll('_', ' ');
