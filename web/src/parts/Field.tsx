import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { useRefusal } from '../permissions/refusal';
import styles from './Field.module.css';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** The server's message for this field. */
  error?: string;
  children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean; className: string; title?: string }) => ReactNode;
}

/** A label, a control, and what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const refusal = useRefusal();
  const note = error || hint ? `${id}-note` : undefined;
  const described = [note, refusal?.id].filter(Boolean).join(' ') || undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined, className: styles.control!, title: refusal?.why })}
      {note && (
        <p id={note} className={error ? styles.error : styles.hint}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  label: string;
  hint?: ReactNode;
  error?: string;
  onChange: (value: string) => void;
}

export const TextField = ({ label, hint, error, onChange, ...input }: TextFieldProps) => (
  <Field label={label} hint={hint} error={error}>
    {(ids) => <input {...input} {...ids} onChange={(event) => onChange(event.target.value)} />}
  </Field>
);

interface SelectFieldProps<T extends string> {
  label: string;
  hint?: ReactNode;
  error?: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
  disabled?: boolean;
}

export const SelectField = <T extends string>({ label, hint, error, value, choices, onChange, disabled }: SelectFieldProps<T>) => (
  <Field label={label} hint={hint} error={error}>
    {(ids) => (
      <select {...ids} value={value} disabled={disabled} onChange={(event) => onChange(event.target.value as T)}>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, hint, isOn, onChange, disabled }: SwitchProps) {
  const id = useId();
  const refusal = useRefusal();
  const described = [hint && `${id}-note`, refusal?.id].filter(Boolean).join(' ') || undefined;
  return (
    <div className={styles.switch} title={refusal?.why}>
      <input id={id} type="checkbox" role="switch" checked={isOn} disabled={disabled} onChange={(event) => onChange(event.target.checked)} aria-describedby={described} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-note`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
