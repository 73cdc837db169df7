import type { Schemas } from '../api/client';
import { whole } from '../api/typed';
import { Amount, Choice } from './editors';
import styles from './editors.module.css';
import type { EditorProps } from './units';

type Stop = Schemas['StopLossDocument'];
type Level = 'percent' | 'amount' | 'stopPrice' | 'lossAmount';

const types = [['', 'inherit'], ['stop', 'stop'], ['stop_limit', 'stop limit'], ['trailing_stop', 'trailing stop']] as const;
const levels = [['percent', '% from the fill'], ['amount', 'in price'], ['stopPrice', 'at a price'], ['lossAmount', 'loss in money']] as const;

const levelOf = (stop: Stop): Level => (['stopPrice', 'amount', 'lossAmount'] as const).find((name) => stop[name] !== undefined && stop[name] !== null) ?? 'percent';

export function StopLossEditor({ value, onChange, title }: EditorProps<Stop>) {
  const choose = (type: string) => onChange(type === '' ? undefined : ({ type: type as Schemas['StopLossType'] } as Stop));
  const isTrailing = value?.type === 'trailing_stop';
  return (
    <div className={styles.column}>
      <Choice label={title} value={value ? (value.type ?? 'stop') : ''} choices={types} onChange={choose} />
      {value && !isTrailing && <PlainLevel value={value} onChange={onChange} title={title} />}
      {value && isTrailing && (
        <div className={styles.row}>
          <Amount label={`${title}: trail percent`} placeholder="trail %" value={value.trailPercent} onChange={(trailPercent) => onChange({ ...value, trailPercent, trailAmount: undefined })} />
          <Amount label={`${title}: trail amount`} placeholder="or in price" value={value.trailAmount} onChange={(trailAmount) => onChange({ ...value, trailAmount, trailPercent: undefined })} />
          <Amount label={`${title}: from profit`} placeholder="from +%" value={value.trailFromPercent} onChange={(trailFromPercent) => onChange({ ...value, trailFromPercent })} />
        </div>
      )}
      {value && (
        <div className={styles.row}>
          <Amount
            label={`${title}: to breakeven after target`}
            placeholder="breakeven after target n"
            value={value.breakevenAfterTarget}
            onChange={(next) => onChange({ ...value, breakevenAfterTarget: next === undefined ? undefined : whole(next) })}
          />
        </div>
      )}
    </div>
  );
}

function PlainLevel({ value, onChange, title }: EditorProps<Stop> & { value: Stop }) {
  const level = levelOf(value);
  const set = (name: Level, next: string | undefined) =>
    onChange({ type: value.type, limitPrice: value.limitPrice, breakevenAfterTarget: value.breakevenAfterTarget, breakevenOffset: value.breakevenOffset, [name]: next } as Stop);
  return (
    <div className={styles.row}>
      <Amount label={`${title}: level`} value={value[level] as string | undefined} onChange={(next) => set(level, next)} />
      <Choice label={`${title}: unit`} value={level} choices={levels} onChange={(next) => set(next as Level, value[level] as string | undefined)} />
      {value.type === 'stop_limit' && <Amount label={`${title}: limit price`} placeholder="limit price" value={value.limitPrice} onChange={(limitPrice) => onChange({ ...value, limitPrice })} />}
    </div>
  );
}
