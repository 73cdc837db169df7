import { at, post, type Schemas } from './client';

// randomUUID is only there over HTTPS and on this machine; random bytes are everywhere.
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, '0')).join('');

/** An order by hand goes the way of every signal; its id makes a repeated press harmless. */
export const sendOrder = (accounts: string[], signal: Record<string, unknown>) =>
  post<Schemas['SignalDocument']>(at('orders'), { accounts, signal: { v: 1, id: newId(), ...signal } });
