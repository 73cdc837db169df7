import type { Schemas } from '../api/client';
import { useRefusal } from '../permissions/refusal';
import styles from './editors.module.css';
import type { EditorProps } from './units';

interface SelectProps {
  label: string;
  value: string | null | undefined;
  choices: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

export function Choice({ label, value, choices, onChange }: SelectProps) {
  const refusal = useRefusal();
  return (
    <select className={styles.control} aria-label={label} value={value ?? ''} title={refusal?.why} onChange={(event) => onChange(event.target.value)}>
      {choices.map(([choice, text]) => (
        <option key={choice} value={choice}>
          {text}
        </option>
      ))}
    </select>
  );
}

interface AmountProps {
  label: string;
  value: string | number | null | undefined;
  onChange: (value: string | undefined) => void;
  placeholder?: string;
}

/** A number is kept as the text that was typed: the server says what is wrong with it. */
export function Amount({ label, value, onChange, placeholder }: AmountProps) {
  const refusal = useRefusal();
  return (
    <input
      className={styles.control}
      inputMode="decimal"
      aria-label={label}
      placeholder={placeholder}
      value={value ?? ''}
      title={refusal?.why}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  );
}

export const quantityTypes = [
  ['fixed_quantity', 'units'],
  ['dollar_amount', 'of money'],
  ['percent_of_equity', '% of equity'],
  ['percent_of_available', '% of available'],
  ['percent_of_position', '% of the position'],
  ['risk_dollar_amount', 'money at risk'],
  ['risk_percent', '% of equity at risk'],
] as const;

export function SizeEditor({ value, onChange, title }: EditorProps<Schemas['SizeDocument']>) {
  const type = value?.type ?? 'fixed_quantity';
  return (
    <div className={styles.row}>
      <Amount
        label={title}
        value={value?.quantity as string | undefined}
        placeholder="inherit"
        onChange={(quantity) => onChange(quantity === undefined ? undefined : ({ type, quantity } as Schemas['SizeDocument']))}
      />
      {value && <Choice label={`${title}: what it counts`} value={type} choices={quantityTypes} onChange={(next) => onChange({ ...value, type: next as Schemas['QuantityType'] })} />}
    </div>
  );
}

const timesInForce = [['', 'inherit'], ['day', 'day'], ['gtc', 'till cancelled'], ['gtd', 'till a date'], ['ioc', 'immediate or cancel'], ['fok', 'fill or kill'], ['aon', 'all or none'], ['opg', 'at the open'], ['cls', 'at the close']] as const;

export const TimeInForceEditor = ({ value, onChange, title }: EditorProps<NonNullable<Schemas['TimeInForce']>>) => (
  <Choice label={title} value={value} choices={timesInForce} onChange={(next) => onChange((next || undefined) as NonNullable<Schemas['TimeInForce']> | undefined)} />
);

export const NumberEditor = ({ value, onChange, title }: EditorProps<string>) => <Amount label={title} value={value} placeholder="inherit" onChange={onChange} />;

export const YesNoEditor = ({ value, onChange, title }: EditorProps<boolean>) => (
  <Choice
    label={title}
    value={value === undefined || value === null ? '' : String(value)}
    choices={[['', 'inherit'], ['true', 'yes'], ['false', 'no']]}
    onChange={(next) => onChange(next === '' ? undefined : next === 'true')}
  />
);

export function SpreadEditor({ value, onChange, title }: EditorProps<Schemas['SpreadDocument']>) {
  const isAmount = value?.amount !== undefined && value.amount !== null;
  const number = isAmount ? value?.amount : value?.percent;
  const of = (amount: boolean, next: string | undefined) => (next === undefined ? undefined : ((amount ? { amount: next } : { percent: next }) as Schemas['SpreadDocument']));
  return (
    <div className={styles.row}>
      <Amount label={title} value={number as string | undefined} placeholder="inherit" onChange={(next) => onChange(of(isAmount, next))} />
      {value && (
        <Choice label={`${title}: unit`} value={isAmount ? 'amount' : 'percent'} choices={[['percent', '% of the mid'], ['amount', 'in price']]} onChange={(next) => onChange(of(next === 'amount', number as string))} />
      )}
    </div>
  );
}
