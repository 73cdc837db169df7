import { useEffect, useLayoutEffect } from 'react';

/** Whether keys belong to what is being typed. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Enter belongs to the button or link that has the focus. */
const isPressed = (event: KeyboardEvent): boolean => event.key === 'Enter' && event.target instanceof Element && event.target.closest('button, a') !== null;

/** Beneath a dialog, and beneath what asks to sign in again, keys do nothing. */
const isBeneath = () => document.querySelector('dialog[open], [role="dialog"], [inert]') !== null;

/** Keys of a page; one that answers false is not for it. No single key ever sends an order. */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => unknown>) {
  // In place before what they move is seen: the first press counts.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isPressed(event) || isBeneath()) return;
      const act = keys[event.key];
      if (act && act(event) !== false) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}

const followWithinMs = 1_200;

/** `g` and then a letter opens a page. */
export function usePageKeys(open: (letter: string) => void) {
  useEffect(() => {
    // Times count from the page's loading: zero would make every early key the second of two.
    let pressedAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || isBeneath()) return;
      if (event.key === 'g') {
        pressedAt = event.timeStamp;
      } else if (event.timeStamp - pressedAt < followWithinMs) {
        pressedAt = -Infinity;
        event.preventDefault();
        open(event.key);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [open]);
}
