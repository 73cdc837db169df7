import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { follow, liveState } from '../live/connection';
import { at, get } from './client';
import { isBeyond, merged, trimmed, type Listed } from './rows';

interface Page<T> {
  items: T[];
  next?: string | null;
}

interface Held<T> {
  rows: readonly T[];
  /** Where the list goes on; null at its end. */
  next: string | null;
}

const pageSize = 100;
const frameMs = 100;
const unfedEveryMs = 10_000;
const none: readonly never[] = [];

/**
 * A list, newest first, that the feed's own rows keep up to date: nothing is read again while it is followed. After a gap
 * the newest page is read and joined to what is shown, or replaces it where the gap is wider than a page.
 */
export function useLiveList<T extends Listed>(path: string, channel: string, type: string, isOn = true) {
  const held = useRef<Held<T> | null>(null);
  const waiting = useRef<T[]>([]);
  const reading = useRef(0);
  const isPaging = useRef(false);
  const [error, setError] = useState<Error | null>(null);
  const [updatedAt, setUpdatedAt] = useState(0);
  const [, redraw] = useReducer((count: number) => count + 1, 0);

  const show = useCallback((next: Held<T>) => {
    held.current = next;
    setUpdatedAt(Date.now());
    redraw();
  }, []);

  const drawWaiting = useCallback(() => {
    const before = held.current;
    // Rows that come in while a page is read wait for it: they may stand behind a gap, or be newer than what is read.
    if (!before || reading.current > 0 || waiting.current.length === 0) return;
    // What changed further down than was read is read when it is scrolled to: shown now it would hide what lies between.
    const oldest = before.next === null ? '' : (before.rows.at(-1)?.id ?? '');
    show(trimmed(merged(before.rows, waiting.current.splice(0).filter((row) => row.id >= oldest)), before.next));
  }, [show]);

  const read = useCallback(
    async (after: string | null, join: (page: Page<T>) => Held<T>) => {
      reading.current++;
      try {
        show(join(await get<Page<T>>(at(path, { limit: pageSize, after }))));
        setError(null);
      } catch (failure) {
        setError(failure as Error);
      } finally {
        reading.current--;
        drawWaiting();
      }
    },
    [path, show, drawWaiting],
  );

  const refetch = useCallback(
    () =>
      read(null, (page) => {
        const before = held.current;
        const isJoined = before !== null && !isBeyond(before.rows, page.items, pageSize);
        return isJoined ? { rows: merged(before.rows, page.items), next: before.next } : { rows: page.items, next: page.next ?? null };
      }),
    [read],
  );

  const more = useCallback(async () => {
    const next = held.current?.next;
    if (!next || isPaging.current) return;
    isPaging.current = true;
    await read(next, (page) => {
      const present = held.current!;
      // The list may have been replaced meanwhile: then this page is not the one that follows.
      return present.next === next ? { rows: merged(present.rows, page.items), next: page.next ?? null } : present;
    });
    isPaging.current = false;
  }, [read]);

  useEffect(() => {
    if (!isOn) return undefined;
    let frame: ReturnType<typeof setTimeout> | undefined;
    const stop = follow(channel, (message) => {
      if (message.type === 'snapshot' || message.type === 'reload') void refetch();
      else if (message.type === type) {
        waiting.current.push(message.data as T);
        frame ??= setTimeout(() => {
          frame = undefined;
          drawWaiting();
        }, frameMs);
      }
    });
    return () => {
      clearTimeout(frame);
      stop();
    };
  }, [channel, type, isOn, refetch, drawWaiting]);

  // The feed may be down: the list is there all the same, and read now and then.
  useEffect(() => {
    if (!isOn) return undefined;
    void refetch();
    const timer = setInterval(() => liveState() !== 'live' && void refetch(), unfedEveryMs);
    return () => clearInterval(timer);
  }, [isOn, refetch]);

  return { rows: held.current?.rows ?? none, more: () => void more(), isPending: held.current === null && error === null, error: held.current === null ? error : null, updatedAt, refetch };
}
