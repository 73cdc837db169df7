import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { follow, liveState, onLiveState } from './connection';

export const useLiveState = () => useSyncExternalStore(onLiveState, liveState);

const refreshAtMostEveryMs = 100;

/** What comes without a row having changed: the channel as it stands, and what is open at another price. */
const changesNothing = new Set(['snapshot', 'mark']);

/** What costs the server much rests after each reading for a second, and twenty times as long as the reading took. */
const restMs = (tookMs: number) => Math.max(1_000, 20 * tookMs);

/**
 * A list on the screen is read again when its channel tells of a change, at most once in a frame, and never before the last
 * reading ended; with `isCostly` it rests in between.
 */
export function useRefresh(channel: string, queryKey: string, { isCostly = false }: { isCostly?: boolean } = {}) {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isReading = false;
    let isDue = false;
    let restsUntil = 0;
    const read = async () => {
      timer = undefined;
      isReading = true;
      isDue = false;
      const began = performance.now();
      await queries.invalidateQueries({ queryKey: [queryKey] });
      if (isCostly) restsUntil = performance.now() + restMs(performance.now() - began);
      isReading = false;
      if (isDue) refresh();
    };
    const refresh = () => {
      // Reading from the beginning again with every change would never end while changes keep coming.
      if (isReading) isDue = true;
      else timer ??= setTimeout(() => void read(), Math.max(refreshAtMostEveryMs, restsUntil - performance.now()));
    };
    const stop = follow(channel, (message) => !changesNothing.has(message.type) && refresh());
    return () => {
      clearTimeout(timer);
      isDue = false;
      stop();
    };
  }, [channel, queryKey, queries, isCostly]);
}

/** The newest document of a channel that tells of one thing, and when it came. */
export function useLatest<T>(channel: string): { value: T | undefined; at: number } {
  const [latest, setLatest] = useState<{ value: T | undefined; at: number }>({ value: undefined, at: 0 });
  useEffect(
    () =>
      follow(channel, (message) => {
        if (message.type === 'reload') return;
        const value = (Array.isArray(message.data) ? message.data.at(-1) : message.data) as T | undefined;
        if (value) setLatest({ value, at: Date.now() });
      }),
    [channel],
  );
  return latest;
}

/** Every message of a channel, for what keeps its own picture, such as a chart. */
export function useMessages(channel: string | null, hear: (type: string, data: unknown) => void) {
  const heard = useRef(hear);
  useEffect(() => {
    heard.current = hear;
  });
  useEffect(() => (channel === null ? undefined : follow(channel, (message) => heard.current(message.type, message.data))), [channel]);
}
