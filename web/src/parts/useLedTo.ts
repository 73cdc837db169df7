import { useEffect, useRef } from 'react';
import { useQuery } from '../router';

/** Where an address leads to a control of its page, as in `?new`: it gets the focus. Answered once, so that whoever asks again is led there again. */
export function useLedTo<T extends HTMLElement>(name: string) {
  const place = useRef<T>(null);
  const [query, setQuery] = useQuery();
  const isAsked = query.has(name);
  useEffect(() => {
    if (!isAsked) return;
    const control = place.current?.querySelector<HTMLElement>('input:enabled, select:enabled, textarea:enabled, button:enabled');
    control?.scrollIntoView({ block: 'center' });
    control?.focus();
    setQuery({ [name]: undefined });
  }, [isAsked, name, setQuery]);
  return place;
}
