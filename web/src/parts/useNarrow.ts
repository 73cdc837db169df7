import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 700px)');

function subscribe(hear: () => void) {
  narrow.addEventListener('change', hear);
  return () => narrow.removeEventListener('change', hear);
}

/** Whether the screen is a phone's. */
export const useNarrow = () => useSyncExternalStore(subscribe, () => narrow.matches);
