import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useAccountFace } from '../../api/accounts';
import { useChange } from '../../api/change';
import { at, get, post, type Schemas } from '../../api/client';
import { AccountName } from '../../parts/AccountName';
import { Age } from '../../parts/Age';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { TextField } from '../../parts/Field';
import { FormErrors } from '../../parts/FormErrors';
import { exact, money, words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { Permitted } from '../../permissions/Permitted';
import type { Level } from '../../sharing/levels';
import { isThroughMarket } from '../charts/movable';
import { useQuote } from '../order-entry/useQuote';
import styles from './AmendDialog.module.css';
import { amendmentOf, changesOf, risksMore, worthOf, type Amendment } from './amendment';

type Order = Schemas['PlacedOrderDocument'];

interface Props {
  id: string;
  held: (account: string) => Level | undefined;
  onClose: () => void;
}

/** A resting order is given another quantity or price. What it was and what it becomes stand beside each other before it is sent. */
export function AmendDialog({ id, held, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // Under the name of the list: what changes there is read again here.
  const order = useQuery({ queryKey: ['orders', 'one', id], queryFn: ({ signal }) => get<Order>(at(`orders/${id}`), signal) });
  const mode = useAccountFace(order.data?.accountId ?? '')?.mode;
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="amend-title" data-mode={mode} onClose={onClose}>
      <h2 id="amend-title">Amend {order.data ? `${words(order.data.leg)} ${order.data.side} ${order.data.symbol}` : 'an order'}</h2>
      {order.data ? order.data.isOpen ? <AmendForm key={id} order={order.data} held={held(order.data.accountId)} onClose={onClose} /> : <Over order={order.data} onClose={onClose} /> : order.error ? <Problem error={order.error} onRetry={() => void order.refetch()} /> : <Loading what="the order" />}
    </dialog>
  );
}

const Over = ({ order, onClose }: { order: Order; onClose: () => void }) => (
  <div className={styles.form}>
    <p role="note">
      It is {words(order.status)}: nothing of it rests that could be changed. {order.reason ?? ''}
    </p>
    <Button onClick={onClose} autoFocus>
      Close
    </Button>
  </div>
);

/** The contract of an order, of the list that order entry reads too. */
function useInstrument({ accountId, symbol }: Order) {
  const list = useQuery({
    queryKey: ['instruments', accountId],
    queryFn: ({ signal }) => get<Schemas['InstrumentsDocument']>(at(`accounts/${accountId}/instruments`), signal),
    staleTime: 600_000,
  });
  return list.data?.items.find((each) => each.symbol === symbol);
}

interface FormProps {
  order: Order;
  held: Level | undefined;
  onClose: () => void;
}

function AmendForm({ order, held, onClose }: FormProps) {
  const [typed, setTyped] = useState<Amendment>(() => amendmentOf(order));
  const form = useRef<HTMLFormElement>(null);
  const instrument = useInstrument(order);
  const quote = useQuote(order.accountId, order.symbol).data;
  const face = useAccountFace(order.accountId);
  const changes = changesOf(order, typed);
  const isChanged = Object.keys(changes).length > 0;
  const [unchanged, setUnchanged] = useState(false);
  const send = useChange(
    () => post<Order>(at(`orders/${order.id}/amend`), changes),
    ['orders', 'positions', 'fills'],
    (now) => {
      const rests = now.isOpen && Object.keys(changesOf(now, amendmentOf(order))).length === 0;
      setUnchanged(rests);
      if (!rests) onClose();
    },
  );
  const mark = Number(quote?.last ?? quote?.bid);
  const price = Number(typed.stopPrice || typed.limitPrice);
  const isAtOnce = Boolean(changes.limitPrice ?? changes.stopPrice) && mark > 0 && price > 0 && isThroughMarket(order, price, mark);
  const isMore = isChanged && risksMore(order, typed);
  const told = (amendment: Amendment) => {
    const worth = worthOf(amendment, order, instrument);
    return `${exact(amendment.quantity)} at ${exact(amendment.limitPrice || amendment.stopPrice)}${worth === undefined ? '' : `, open for about ${money(String(worth))} ${instrument?.quote}`}`;
  };
  const field = (name: keyof Amendment, label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      inputMode="decimal"
      value={typed[name]}
      onChange={(text) => setTyped({ ...typed, [name]: text })}
      error={send.error?.at(name)}
      autoFocus={name === (order.leg === 'take_profit' ? 'limitPrice' : 'quantity')}
    />
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // No single key changes an order: Enter leads to what asks.
    form.current?.querySelector<HTMLButtonElement>('[data-send] button')?.focus();
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit}>
      <p className={styles.muted}>
        At <AccountName id={order.accountId} />
        {mark > 0 && (
          <>
            {' '}
            · the market is at {exact(String(mark))} <Age at={quote?.at} source="Quote" />
          </>
        )}
        {Number(order.filledQuantity) > 0 && ` · ${exact(order.filledQuantity)} is filled already`}
      </p>
      <Permitted need={{ scope: 'trade', level: 'trade', held }} isNoted>
        {send.error && send.error.errors.length === 0 && <FormErrors error={send.error} />}
        {unchanged && <p role="alert">It still rests as it was: the venue refused the change or has not answered yet. Look at the order before you try again.</p>}
        <div className={styles.fields}>
          {order.leg !== 'take_profit' && field('quantity', 'Quantity', 'Filled and open together.')}
          {order.limitPrice && field('limitPrice', 'Limit price', order.leg === 'take_profit' ? 'Of this target alone; the others and the stop stay.' : undefined)}
          {order.stopPrice && field('stopPrice', 'Stop price')}
        </div>
        <dl className={styles.change}>
          <dt>Now</dt>
          <dd>{told(amendmentOf(order))}</dd>
          <dt>Then</dt>
          <dd>{isChanged ? told(typed) : 'nothing is changed yet'}</dd>
        </dl>
        {isAtOnce && (
          <strong role="alert" className={styles.danger}>
            {order.leg === 'take_profit' ? 'At this price it closes its part of the position at once.' : 'At this price the order trades at once.'}
          </strong>
        )}
        {isMore && !isAtOnce && order.leg === 'entry' && <p className={styles.muted}>More may be at stake than now: it meets the limits a new entry meets.</p>}
        <div className={styles.actions}>
          <span data-send>
            <ConfirmButton
              look="primary"
              label={`Amend ${order.side} ${order.symbol}`}
              sure={`${Number(typed.quantity) > Number(order.quantity) ? 'Raise it to' : 'Change it to'} ${exact(typed.quantity)} at ${exact(typed.limitPrice || typed.stopPrice)}${isAtOnce ? ', at once,' : ''} at ${face?.name ?? order.accountId}${face?.mode === 'live' ? ' with LIVE MONEY' : ''}?`}
              isBusy={send.isPending}
              disabled={!isChanged}
              onConfirm={() => send.mutate(undefined)}
            >
              Amend
            </ConfirmButton>
          </span>
          <Button onClick={onClose}>Leave it</Button>
        </div>
        {/* Enter in a field is a submission, which sends nothing. */}
        <button type="submit" hidden />
      </Permitted>
    </form>
  );
}
