import { useMemo, useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react';

/** The URL is the state: which page, which filters, which item. */
const moved = 'signalbox:moved';

function subscribe(onChange: () => void) {
  addEventListener('popstate', onChange);
  addEventListener(moved, onChange);
  return () => {
    removeEventListener('popstate', onChange);
    removeEventListener(moved, onChange);
  };
}

/** Stands at every address that was come to from another page of ours. */
const led = 'led here';

export function navigate(to: string, options: { replace?: boolean } = {}) {
  if (to === location.pathname + location.search) return;
  if (options.replace) history.replaceState(history.state, '', to);
  else history.pushState(led, '', to);
  dispatchEvent(new Event(moved));
}

/** Back to where this page was opened from, as it was left; where it was opened from elsewhere, to the list it belongs to. */
export const back = (list: string) => (history.state === led ? history.back() : navigate(list));

export const usePath = () => useSyncExternalStore(subscribe, () => location.pathname);

const useSearch = () => useSyncExternalStore(subscribe, () => location.search);

/** The parameters of the URL; a name set to undefined or empty leaves it. */
export function useQuery(): [URLSearchParams, (changes: Record<string, string | undefined>) => void] {
  const search = useSearch();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  return [query, change];
}

function change(changes: Record<string, string | undefined>) {
  const next = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const text = next.toString();
  navigate(location.pathname + (text ? `?${text}` : ''), { replace: true });
}

export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}
