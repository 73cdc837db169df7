import { useSyncExternalStore } from 'react';

export interface Preferences {
  theme: 'dark' | 'light';
  /** The colour of a rising price. */
  rising: 'green' | 'red';
  clock: 'local' | 'utc';
}

const key = 'signalbox.preferences';
const changed = 'signalbox:preferences';
const initial: Preferences = { theme: 'dark', rising: 'green', clock: 'local' };

function read(): Preferences {
  try {
    return { ...initial, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) };
  } catch {
    // Another program's text under our name: the defaults are better than no page.
    return initial;
  }
}

let current = read();

function apply() {
  document.documentElement.dataset.theme = current.theme;
  document.documentElement.dataset.rising = current.rising;
}

export function setPreferences(change: Partial<Preferences>) {
  current = { ...current, ...change };
  localStorage.setItem(key, JSON.stringify(current));
  apply();
  dispatchEvent(new Event(changed));
}

export const preferences = () => current;

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (onChange) => {
      addEventListener(changed, onChange);
      return () => removeEventListener(changed, onChange);
    },
    () => current,
  );
}

apply();
