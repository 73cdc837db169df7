import { useRef } from 'react';
import { ApiError, at, post, type Schemas } from './client';

type Story = Schemas['SignalDocument'];
type Signal = Record<string, unknown>;

// randomUUID is only there over HTTPS and on this machine; random bytes are everywhere.
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, '0')).join('');

/** No answer, or none that says what became of it: the order may be at the server. */
export const isUnsettled = (error: unknown) => error instanceof Error && !(error instanceof ApiError && error.status >= 400 && error.status < 500);

/**
 * Sends orders by hand, which go the way of every signal. An order whose answer was lost keeps its id, so that pressing again
 * cannot make a second one of it: the server tells what became of the first.
 */
export function useSendOrder(): (accounts: string[], signal: Signal) => Promise<Story> {
  const unsettled = useRef(new Map<string, string>());
  return async (accounts, signal) => {
    const order = JSON.stringify([accounts, signal]);
    const id = unsettled.current.get(order) ?? newId();
    unsettled.current.set(order, id);
    try {
      const story = await post<Story>(at('orders'), { accounts, signal: { v: 1, id, ...signal } });
      unsettled.current.delete(order);
      return story;
    } catch (error) {
      if (!isUnsettled(error)) unsettled.current.delete(order);
      throw error;
    }
  };
}

/** Why an order that was taken did not trade; it is answered like one that did. */
export function refusalOf(story: Story | undefined): string | undefined {
  const refused = story?.trades.find(({ summary }) => summary.status === 'denied' || summary.status === 'rejected')?.summary;
  return refused && (refused.message ?? refused.code ?? `It was ${refused.status}.`);
}
