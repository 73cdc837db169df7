import { useState } from 'react';
import { useChange } from '../../api/change';
import type { Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { TextField } from '../../parts/Field';
import { exact, words } from '../../parts/format';
import { move, priceOf } from './movable';
import styles from './PriceChart.module.css';

interface Props {
  order: Schemas['PlacedOrderDocument'];
  price: string;
  /** What is typed is shown on the chart as well. */
  onTyped: (price: number) => void;
  onDone: () => void;
}

/** What dragging proposed; nothing was sent yet. The price can be typed too. */
export function MoveOrder({ order, price, onTyped, onDone }: Props) {
  const [typed, setTyped] = useState(price);
  const send = useChange(() => move(order, typed.trim()), ['orders', 'positions'], onDone);
  const type = (text: string) => {
    setTyped(text);
    if (Number(text) > 0) onTyped(Number(text));
  };
  return (
    <form
      className={styles.move}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(undefined);
      }}
    >
      <span>
        Move {words(order.leg)} {order.side} {exact(order.quantity)} from {exact(priceOf(order))} to
      </span>
      <TextField label="New price" inputMode="decimal" value={typed} onChange={type} error={send.error?.message} autoFocus />
      <Button type="submit" look="primary" isBusy={send.isPending}>
        Move
      </Button>
      <Button onClick={onDone}>Leave it</Button>
    </form>
  );
}
