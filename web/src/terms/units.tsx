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
}

function unit<K extends keyof Terms>(name: K, title: string, maySet: keyof MaySet | undefined, Editor: (props: EditorProps<NonNullable<Terms[K]>>) => ReactNode): Unit {
  return {
    name,
    title,
    maySet,
    edit: (terms, onChange) => (
      <Editor title={title} value={terms[name] as NonNullable<Terms[K]> | null | undefined} onChange={(value) => onChange({ ...terms, [name]: value })} />
    ),
  };
}

/** The units a setting is resolved by, in the order they are shown. Each is taken whole from one source. */
export const units: Unit[] = [
  unit('entrySize', 'Entry size', 'entrySize', SizeEditor),
  unit('exitSize', 'Exit size', 'exitSize', SizeEditor),
  unit('entryOrder', 'Entry order', 'entryOrder', OrderEditor),
  unit('exitOrder', 'Exit order', 'exitOrder', OrderEditor),
  unit('entryTimeInForce', 'Entry time in force', 'entryTimeInForce', TimeInForceEditor),
  unit('exitTimeInForce', 'Exit time in force', 'exitTimeInForce', TimeInForceEditor),
  unit('stopLoss', 'Stop loss', 'stopLoss', StopLossEditor),
  unit('takeProfit', 'Take profit', 'takeProfit', TakeProfitEditor),
  unit('entryCancelAfterSeconds', 'Cancel entry after, s', 'cancelAfter', NumberEditor),
  unit('exitCancelAfterSeconds', 'Cancel exit after, s', 'cancelAfter', NumberEditor),
  unit('entrySpread', 'Widest spread, entry', 'spread', SpreadEditor),
  unit('exitSpread', 'Widest spread, exit', 'spread', SpreadEditor),
  unit('slippagePercentMax', 'Most slippage, %', 'slippage', NumberEditor),
  unit('delaySeconds', 'Delay, s', 'delay', NumberEditor),
  unit('leverage', 'Leverage', 'leverage', NumberEditor),
  unit('extendedHours', 'Extended hours', 'extendedHours', YesNoEditor),
];
