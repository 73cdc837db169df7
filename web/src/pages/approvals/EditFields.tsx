import type { ApiError, Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { SelectField, TextField } from '../../parts/Field';
import { words } from '../../parts/format';
import { shown } from '../../terms/shown';
import styles from './ApprovalsPage.module.css';
import { editableOf, orderOf, targetsOf, unitsOf, type Edits } from './edits';

interface Props {
  trade: Schemas['TradeDocument'];
  typed: Edits;
  onTyped: (edits: Edits) => void;
  error: ApiError | null;
  /** What the market is at; absent: not known. */
  mark: number | undefined;
}

const targetsMax = 10;

/** How far a price is from the market, in percent: what was meant is seen at once. */
function away(price: string, mark: number | undefined): string | undefined {
  const distance = mark && Number(price) > 0 ? ((Number(price) - mark) / mark) * 100 : undefined;
  return distance === undefined ? undefined : `${Math.abs(distance).toFixed(2)} % ${distance < 0 ? 'below' : 'above'} the market`;
}

/** Quantity, price, stop and targets as they are to be; what the server refuses stands at its field. */
export function EditFields({ trade, typed, onTyped, error, mark }: Props) {
  const able = editableOf(trade);
  const units = unitsOf(trade);
  const order = orderOf(trade);
  const targets = targetsOf(trade);
  const isPlain = !order?.type || order.type === 'market' || order.type === 'limit';
  const set = (change: Partial<Edits>) => onTyped({ ...typed, ...change });
  const price = (label: string, value: string, onChange: (text: string) => void, refused: string | undefined, standing?: string) => (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={value}
      onChange={onChange}
      error={refused}
      hint={away(value, mark) ?? (standing ? `Empty: as it is, ${standing}` : undefined)}
    />
  );
  return (
    <div className={styles.fields}>
      {able.quantity && (
        <TextField label="Quantity" inputMode="decimal" autoComplete="off" value={typed.quantity} onChange={(quantity) => set({ quantity })} error={error?.under(units.size)} hint="As it is sent: no multiplier is applied to it." />
      )}
      {able.trades && isPlain && (
        <SelectField
          label="Order"
          value={typed.type}
          choices={[
            ['market', 'at the market'],
            ['limit', 'limit'],
          ]}
          onChange={(type) => set({ type })}
          error={error?.at(units.order) ?? error?.at(`${units.order}.type`)}
        />
      )}
      {able.trades && (typed.type === 'limit' || typed.type === 'stop_limit') && price('Limit price', typed.limitPrice, (limitPrice) => set({ limitPrice }), error?.at(`${units.order}.limitPrice`))}
      {able.trades && (typed.type === 'stop' || typed.type === 'stop_limit') && price('Stop price', typed.stopPrice, (stopPrice) => set({ stopPrice }), error?.at(`${units.order}.stopPrice`))}
      {able.trades && !isPlain && order?.type !== 'stop' && order?.type !== 'stop_limit' && <p className={styles.muted}>The order is {words(order?.type)}: it is sent as it is.</p>}
      {able.protection && price('Stop loss at', typed.stopLoss, (stopLoss) => set({ stopLoss }), error?.under('terms.stopLoss'), trade.terms?.stopLoss.value ? shown(trade.terms.stopLoss.value) : 'none')}
      {able.protection &&
        typed.targets.map((target, index) => {
          const standing = targets[index];
          const share = standing?.sharePercent ? `, ${standing.sharePercent} % of it` : '';
          return (
            <div key={index}>
              {price(
                typed.targets.length === 1 ? `Target at${share}` : `Target ${index + 1} at${share}`,
                target,
                (text) => set({ targets: typed.targets.map((each, other) => (other === index ? text : each)) }),
                error?.under(`terms.takeProfit.targets[${index}]`) ?? (index === 0 ? (error?.at('terms.takeProfit') ?? error?.at('terms.takeProfit.targets')) : undefined),
                standing ? shown({ targets: [standing] }) : 'none',
              )}
            </div>
          );
        })}
      {able.protection && typed.targets.length < targetsMax && (
        <Button look="quiet" onClick={() => set({ targets: [...typed.targets, ''] })}>
          Add a target
        </Button>
      )}
    </div>
  );
}
