import type { Schemas } from '../api/client';
import { Button } from '../parts/Button';
import { Amount, Choice } from './editors';
import styles from './editors.module.css';
import type { EditorProps } from './units';

type Target = Schemas['TargetDocument'];
type Level = 'percent' | 'amount' | 'limitPrice' | 'profitAmount';

const targetsMax = 10;
const levels = [['percent', '% from the fill'], ['amount', 'in price'], ['limitPrice', 'at a price'], ['profitAmount', 'profit in money']] as const;

const levelOf = (target: Target): Level => (['limitPrice', 'amount', 'profitAmount'] as const).find((name) => target[name] !== undefined && target[name] !== null) ?? 'percent';

export function TakeProfitEditor({ value, onChange, title }: EditorProps<Schemas['TakeProfitDocument']>) {
  const targets = value?.targets ?? [];
  const set = (next: Target[]) => onChange(next.length === 0 ? undefined : { targets: next });
  return (
    <div className={styles.column}>
      {targets.map((target, index) => (
        <div key={index} className={styles.row}>
          <Amount
            label={`${title} ${index + 1}: level`}
            value={target[levelOf(target)] as string | undefined}
            onChange={(next) => set(targets.with(index, { sharePercent: target.sharePercent, [levelOf(target)]: next } as Target))}
          />
          <Choice
            label={`${title} ${index + 1}: unit`}
            value={levelOf(target)}
            choices={levels}
            onChange={(next) => set(targets.with(index, { sharePercent: target.sharePercent, [next]: target[levelOf(target)] } as Target))}
          />
          <Amount label={`${title} ${index + 1}: share`} placeholder="share %" value={target.sharePercent} onChange={(sharePercent) => set(targets.with(index, { ...target, sharePercent }))} />
          <Button look="quiet" aria-label={`Remove target ${index + 1}`} onClick={() => set(targets.toSpliced(index, 1))}>
            ✕
          </Button>
        </div>
      ))}
      {targets.length < targetsMax && (
        <div>
          <Button look="quiet" onClick={() => set([...targets, { percent: '' } as unknown as Target])}>
            {targets.length === 0 ? 'inherit – add a target' : 'add a target'}
          </Button>
        </div>
      )}
    </div>
  );
}
