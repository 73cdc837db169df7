import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { follow, liveState, onLiveState } from './connection';

export const useLiveState = () => useSyncExternalStore(onLiveState, liveState);

const refreshAtMostEveryMs = 100;

/** Later than any reading: a row changed. */
const changed = Infinity;

/** What costs the server much rests after each reading for a second, and twenty times as long as the reading took. */
const restMs = (tookMs: number) => Math.max(1_000, 20 * tookMs);

/**
 * A list on the screen is read again when its channel tells of a change, at most once in a frame, and never before the last
 * reading ended; with `isCostly` it rests in between. The channel as it stands comes after a gap: a list that was read before
 * the stream was opened may lack what happened in it.
 */
export function useRefresh(channel: string | null, queryKey: string, { isCostly = false }: { isCostly?: boolean } = {}) {
  const queries = useQueryClient();
  useEffect(() => {
    if (channel === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** Since when the list must have been read; zero: nothing is due. */
    let dueSince = 0;
    let isReading = false;
    let restsUntil = 0;
    const isRead = () => dueSince !== changed && queries.getQueryCache().findAll({ queryKey: [queryKey], type: 'active' }).every((query) => query.state.dataUpdatedAt >= dueSince);
    const read = async () => {
      timer = undefined;
      isReading = !isRead();
      dueSince = 0;
      if (!isReading) return;
      const began = performance.now();
      await queries.invalidateQueries({ queryKey: [queryKey] });
      if (isCostly) restsUntil = performance.now() + restMs(performance.now() - began);
      isReading = false;
      if (dueSince > 0) refresh(dueSince);
    };
    const refresh = (since: number) => {
      dueSince = Math.max(dueSince, since);
      // Reading from the beginning again with every change would never end while changes keep coming.
      if (!isReading) timer ??= setTimeout(() => void read(), Math.max(refreshAtMostEveryMs, restsUntil - performance.now()));
    };
    const stop = follow(channel, ({ type }, openedAt) => {
      // What is open at another price is no other row.
      if (type !== 'mark') refresh(type === 'snapshot' ? openedAt : changed);
    });
    return () => {
      clearTimeout(timer);
      dueSince = 0;
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
