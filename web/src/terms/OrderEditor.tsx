import type { Schemas } from '../api/client';
import { Amount, Choice, YesNoEditor } from './editors';
import styles from './editors.module.css';
import type { EditorProps } from './units';

type Order = Schemas['OrderDocument'];

const types = [['', 'inherit'], ['market', 'market'], ['limit', 'limit'], ['stop', 'stop'], ['stop_limit', 'stop limit'], ['trailing_stop', 'trailing stop']] as const;

/** The prices that belong to each type, and no others: a change of type drops what the new one does not have. */
const fields: Record<string, [keyof Order, string][]> = {
  limit: [['limitPrice', 'limit price'], ['visibleQuantity', 'visible quantity']],
  stop: [['stopPrice', 'stop price']],
  stop_limit: [['stopPrice', 'stop price'], ['limitPrice', 'limit price']],
  trailing_stop: [['trailPercent', 'trail %'], ['trailAmount', 'trail in price']],
};

export function OrderEditor({ value, onChange, title }: EditorProps<Order>) {
  const type = value?.type ?? '';
  return (
    <div className={styles.column}>
      <Choice label={title} value={type} choices={types} onChange={(next) => onChange(next ? { type: next as Schemas['OrderType'] } : undefined)} />
      {value && fields[type] && (
        <div className={styles.row}>
          {fields[type].map(([name, text]) => (
            <Amount key={name} label={`${title}: ${text}`} placeholder={text} value={value[name] as string | undefined} onChange={(next) => onChange({ ...value, [name]: next })} />
          ))}
        </div>
      )}
      {value && type === 'limit' && (
        <label className={styles.row}>
          post only <YesNoEditor title={`${title}: post only`} value={value.postOnly} onChange={(postOnly) => onChange({ ...value, postOnly })} />
        </label>
      )}
    </div>
  );
}
