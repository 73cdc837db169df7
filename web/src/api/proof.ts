import { useSyncExternalStore } from 'react';

/** Requests that wait for one proof: whatever asks while the dialog is open waits for the same answer. */
let waiting: ((isProven: boolean) => void)[] = [];
const listeners = new Set<() => void>();

function change(next: typeof waiting) {
  waiting = next;
  listeners.forEach((tell) => tell());
}

/** Whether a proof was given; false where the person would rather not. */
export const askForProof = () => new Promise<boolean>((resolve) => change([...waiting, resolve]));

export function answerProof(isProven: boolean) {
  const answered = waiting;
  change([]);
  answered.forEach((resolve) => resolve(isProven));
}

export const useProofAsked = () =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => waiting.length > 0,
  );
