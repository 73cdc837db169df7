import { useState } from 'react';
import { useAccountFace } from '../../api/accounts';
import { useChange } from '../../api/change';
import type { Schemas } from '../../api/client';
import { useSendOrder } from '../../api/manual';
import { AccountName } from '../../parts/AccountName';
import { Button } from '../../parts/Button';
import { TextField } from '../../parts/Field';
import { exact } from '../../parts/format';
import { isThroughMarket, move, priceOf } from './movable';
import styles from './PriceChart.module.css';

interface Props {
  order: Schemas['PlacedOrderDocument'];
  /** What it is called on the chart. */
  name: string;
  price: string;
  /** What the market is at; absent: not known. */
  mark: number | undefined;
  /** What is typed is shown on the chart as well. */
  onTyped: (price: number) => void;
  onDone: () => void;
}

/** What dragging proposed; nothing was sent yet. The price can be typed too. */
export function MoveOrder({ order, name, price, mark, onTyped, onDone }: Props) {
  const [typed, setTyped] = useState(price);
  const sendOrder = useSendOrder();
  const send = useChange(() => move(order, typed.trim(), sendOrder), ['orders', 'positions'], (refused) => !refused && onDone());
  const isAtOnce = mark !== undefined && Number(typed) > 0 && isThroughMarket(order, Number(typed), mark);
  const type = (text: string) => {
    setTyped(text);
    if (Number(text) > 0) onTyped(Number(text));
  };
  return (
    <form
      className={styles.move}
      data-mode={useAccountFace(order.accountId)?.mode}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
        // The key that asked is still held: it does not answer.
        if (event.key === 'Enter' && event.repeat) event.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(undefined);
      }}
    >
      <span>
        Move {name} {order.side} {exact(order.quantity)} of <AccountName id={order.accountId} /> from {exact(priceOf(order))} to
      </span>
      <TextField label="New price" inputMode="decimal" value={typed} onChange={type} error={send.error?.message ?? send.data} autoFocus />
      <Button type="submit" look={isAtOnce ? 'danger' : 'primary'} isBusy={send.isPending}>
        Move
      </Button>
      <Button onClick={onDone}>Leave it</Button>
      {isAtOnce && (
        <strong role="alert" className={styles.atOnce}>
          The market is at {exact(String(mark))}: {order.leg === 'entry' ? 'at this price the order trades at once.' : 'this closes it now.'}
        </strong>
      )}
    </form>
  );
}
