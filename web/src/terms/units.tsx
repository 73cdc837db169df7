import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { NumberEditor, SizeEditor, SpreadEditor, TimeInForceEditor, YesNoEditor } from './editors';
import { OrderEditor } from './OrderEditor';
import { StopLossEditor } from './StopLossEditor';
import { TakeProfitEditor } from './TakeProfitEditor';

export type Terms = Schemas['TermsDocument'];
type MaySet = Schemas['SignalMaySetDocument'];

export interface EditorProps<T> {
  value: T | null | undefined;
  onChange: (value: T | undefined) => void;
  /** What messages and labels call it. */
  title: string;
}

export interface Unit {
  name: keyof Terms;
  title: string;
  /** The switch that lets a signal set it; absent: a signal cannot. */
  maySet?: keyof MaySet;
  edit: (terms: Terms, onChange: (terms: Terms) => void) => ReactNode;
  /** What a canonical signal says of it. */
  said: (signal: Record<string, unknown>) => unknown;
}

function unit<K extends keyof Terms>(name: K, title: string, maySet: keyof MaySet | undefined, Editor: (props: EditorProps<NonNullable<Terms[K]>>) => ReactNode, ...path: string[]): Unit {
  return {
    name,
    title,
    maySet,
    said: (signal) => path.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], signal),
    edit: (terms, onChange) => (
      <Editor title={title} value={terms[name] as NonNullable<Terms[K]> | null | undefined} onChange={(value) => onChange({ ...terms, [name]: value })} />
    ),
  };
}

function spreadOf(signal: Record<string, unknown>) {
  const guards = signal.guards as { spreadMax?: string; spreadPercentMax?: string } | undefined;
  return guards?.spreadMax ? { amount: guards.spreadMax } : guards?.spreadPercentMax ? { percent: guards.spreadPercentMax } : undefined;
}

/** The units a setting is resolved by, in the order they are shown. Each is taken whole from one source. */
export const units: Unit[] = [
  unit('entrySize', 'Entry size', 'entrySize', SizeEditor, 'size'),
  unit('exitSize', 'Exit size', 'exitSize', SizeEditor, 'size'),
  unit('entryOrder', 'Entry order', 'entryOrder', OrderEditor, 'order'),
  unit('exitOrder', 'Exit order', 'exitOrder', OrderEditor, 'order'),
  unit('entryTimeInForce', 'Entry time in force', 'entryTimeInForce', TimeInForceEditor, 'timeInForce'),
  unit('exitTimeInForce', 'Exit time in force', 'exitTimeInForce', TimeInForceEditor, 'timeInForce'),
  unit('stopLoss', 'Stop loss', 'stopLoss', StopLossEditor, 'stopLoss'),
  unit('takeProfit', 'Take profit', 'takeProfit', TakeProfitEditor, 'takeProfit'),
  unit('entryCancelAfterSeconds', 'Cancel entry after, s', 'cancelAfter', NumberEditor, 'timing', 'cancelAfterSeconds'),
  unit('exitCancelAfterSeconds', 'Cancel exit after, s', 'cancelAfter', NumberEditor, 'timing', 'cancelAfterSeconds'),
  { ...unit('entrySpread', 'Widest spread, entry', 'spread', SpreadEditor), said: spreadOf },
  { ...unit('exitSpread', 'Widest spread, exit', 'spread', SpreadEditor), said: spreadOf },
  unit('slippagePercentMax', 'Most slippage, %', 'slippage', NumberEditor, 'guards', 'slippagePercentMax'),
  unit('delaySeconds', 'Delay, s', 'delay', NumberEditor, 'timing', 'delaySeconds'),
  unit('leverage', 'Leverage', 'leverage', NumberEditor, 'leverage'),
  unit('extendedHours', 'Extended hours', 'extendedHours', YesNoEditor, 'extendedHours'),
];
