import type { QueryClient } from '@tanstack/react-query';
import { signOut } from '../api/session';
import type { Need } from '../permissions/needs';
import { navigate } from '../router';
import { preferences, setPreferences } from './preferences';

export interface Command {
  title: string;
  /** Other words it is looked for by. */
  also?: string;
  /** What whoever gives it must be allowed. */
  need?: Need;
  run: () => void;
}

const to = (address: string) => () => navigate(address);

/** What is done here, by name; what acts on money leads to where it is asked about once more. */
export const actions: readonly Command[] = [
  { title: 'Send an order by hand', also: 'buy sell trade ticket', need: { scope: 'trade' }, run: to('/order-entry') },
  { title: 'Answer what waits for approval', also: 'approve edit reject', need: { scope: 'approve' }, run: to('/approvals') },
  { title: 'Pause entries', also: 'stop kill switch', need: { scope: 'trade' }, run: to('/risk?kill=pause') },
  { title: 'Halt and cancel working entries', also: 'stop kill switch cancel orders', need: { scope: 'trade' }, run: to('/risk?kill=halt') },
  { title: 'Halt and flatten: close every position', also: 'stop kill switch panic', need: { scope: 'trade' }, run: to('/risk?kill=flatten') },
  { title: 'Trade again: release the kill switch', also: 'resume active', need: { scope: 'trade' }, run: to('/risk?kill') },
  { title: 'Cancel or amend working orders', need: { scope: 'trade' }, run: to('/orders') },
  { title: 'Close positions', also: 'exit reverse', need: { scope: 'trade' }, run: to('/positions') },
  { title: 'New strategy', also: 'create webhook', need: { scope: 'configure' }, run: to('/strategies?new') },
  { title: 'Connect a broker', also: 'new account exchange keys', need: { scope: 'configure' }, run: to('/brokers?new') },
  { title: 'New subscription', also: 'subscribe account', need: { scope: 'configure' }, run: to('/subscriptions?new') },
  { title: 'Set risk limits', also: 'daily loss order value', need: { scope: 'configure' }, run: to('/risk?limits') },
  { title: 'Import or save strategies and subscriptions', also: 'configuration file export', need: { scope: 'admin' }, run: to('/jobs?new') },
  { title: 'Alert rules', also: 'mute incidents', run: to('/alerts?view=rules') },
  { title: 'Who is told of alerts', also: 'notifications destinations push mail telegram', run: to('/alerts?view=destinations') },
  { title: 'Invite a person', also: 'user', need: { scope: 'admin' }, run: to('/settings?invite') },
  { title: 'New API token', also: 'key program', run: to('/settings?token') },
  { title: 'Change your password or second factor', also: 'passkey sessions', run: to('/security') },
];

/** Of this browser; they name what they would change to. */
export function settings(queries: QueryClient): readonly Command[] {
  const now = preferences();
  return [
    { title: `Use the ${now.theme === 'dark' ? 'light' : 'dark'} theme`, also: 'toggle colours', run: () => setPreferences({ theme: now.theme === 'dark' ? 'light' : 'dark' }) },
    { title: `Show rising prices in ${now.rising === 'green' ? 'red' : 'green'}`, also: 'toggle colours', run: () => setPreferences({ rising: now.rising === 'green' ? 'red' : 'green' }) },
    { title: `Show times in ${now.clock === 'local' ? 'UTC' : 'local time'}`, also: 'toggle clock zone', run: () => setPreferences({ clock: now.clock === 'local' ? 'utc' : 'local' }) },
    { title: 'Sign out', run: () => void signOut(queries) },
  ];
}

const signalId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The signal that what was typed or pasted names, whatever stands around its id. */
export const signalIn = (text: string) => signalId.exec(text)?.[0].toLowerCase();
