import type { ApiError, Schemas } from '../../api/client';
import { whole } from '../../api/typed';
import { SelectField, Switch, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { WindowsForm } from './WindowsForm';

type Rules = Schemas['RulesDocument'];

interface Props {
  rules: Rules;
  onChange: (rules: Rules) => void;
  error: ApiError | null;
  /** What holds while it has no windows of its own. */
  strategyWindows?: Schemas['WindowsDocument'] | null;
}

const switches: [keyof Rules, string, string][] = [
  ['allowAddToPosition', 'Add to a position', 'A signal on the side already held adds to it. Off: it is refused.'],
  ['allowSideSwap', 'Swap sides', 'An opposite signal closes and then opens the other side. Off: it only closes.'],
  ['cancelOpenOrders', 'Cancel open orders', 'Open orders of the ticker are cancelled before entering or turning.'],
  ['subtractExitQuantity', 'Subtract the exit', "The signal's quantity includes what closes the opposite position, as TradingView sends it."],
  ['isolateSides', 'Isolate sides', 'Never touch a position on the side this subscription may not open.'],
  ['ignoreExits', 'Ignore exits', 'Positions leave by their stops and targets only.'],
  ['wholeUnits', 'Whole units', "Quantities are rounded down to whole units, whatever the venue's lot."],
];

const numbers: [keyof Rules, string, string][] = [
  ['quantityMultiplier', 'Quantity multiplier', 'Applied last, before rounding.'],
  ['waitSecondsMax', 'Longest wait for a cancel or a reversal, s', 'Later than that the entry is dropped.'],
  ['approvalSeconds', 'Longest wait for an approval, s', ''],
  ['cooldownSeconds', 'Cool-down after a close, s', '0: none.'],
  ['lockoutAfterLosses', 'Lock after losses in a row', '0: never. The lock ends with the trading day.'],
];

const sides = [['both', 'Both'], ['bullish', 'Bullish'], ['bearish', 'Bearish'], ['none', 'None']] as const;
const conflicts = [['queue', 'Wait for its turn'], ['replace', 'Take the place of what waits'], ['net', 'Net against the opposite one']] as const;

/** What a signal may do with the position it finds, and when. */
export function RulesForm({ rules, onChange, error, strategyWindows }: Props) {
  const set = (name: keyof Rules, value: unknown) => onChange({ ...rules, [name]: value });
  const read = (name: keyof Rules, text: string) => (name === 'quantityMultiplier' ? text : whole(text));
  return (
    <Panel title="Rules">
      <div className={form.fields}>
        <SelectField label="Sides that may be opened" value={rules.sides ?? 'both'} choices={sides} onChange={(value) => set('sides', value)} />
        <SelectField label="While another signal is under way" value={rules.conflicts ?? 'queue'} choices={conflicts} onChange={(value) => set('conflicts', value)} />
        {numbers.map(([name, label, hint]) => (
          <TextField key={name} label={label} inputMode="decimal" hint={hint} value={String(rules[name] ?? '')} onChange={(text) => set(name, read(name, text))} error={error?.at(`rules.${name}`)} />
        ))}
        {switches.map(([name, label, hint]) => (
          <Switch key={name} label={label} hint={hint} isOn={Boolean(rules[name])} onChange={(isOn) => set(name, isOn)} />
        ))}
      </div>
      <WindowsForm windows={rules.windows} onChange={(windows) => set('windows', windows)} error={error} without={strategyWindows ? 'The strategy’s windows hold.' : undefined} />
    </Panel>
  );
}
