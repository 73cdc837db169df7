import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { follow, liveState, onLiveState } from './connection';

export const useLiveState = () => useSyncExternalStore(onLiveState, liveState);

const refreshAtMostEveryMs = 100;

/** A list on the screen is read again when its channel tells of a change, at most once in a frame, and never before the last reading ended. */
export function useRefresh(channel: string, queryKey: string, isOn = true) {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isOn) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isReading = false;
    let isDue = false;
    const read = async () => {
      timer = undefined;
      isReading = true;
      isDue = false;
      await queries.invalidateQueries({ queryKey: [queryKey] });
      isReading = false;
      if (isDue) refresh();
    };
    const refresh = () => {
      // Reading from the beginning again with every change would never end while changes keep coming.
      if (isReading) isDue = true;
      else timer ??= setTimeout(() => void read(), refreshAtMostEveryMs);
    };
    const stop = follow(channel, (message) => message.type !== 'snapshot' && refresh());
    return () => {
      clearTimeout(timer);
      isDue = false;
      stop();
    };
  }, [channel, queryKey, queries, isOn]);
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
