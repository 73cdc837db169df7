import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useAccountFace } from '../../api/accounts';
import { useChange } from '../../api/change';
import { at, post, type ApiError, type Schemas } from '../../api/client';
import { useLatest } from '../../live/useLive';
import { AccountName } from '../../parts/AccountName';
import { Age } from '../../parts/Age';
import { ActionBadge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { FormErrors } from '../../parts/FormErrors';
import { age, clock, exact, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Permitted } from '../../permissions/Permitted';
import { useAccountLevels } from '../../permissions/useLevel';
import { Link } from '../../router';
import { shown } from '../../terms/shown';
import styles from './ApprovalsPage.module.css';
import { EditFields } from './EditFields';
import { editableOf, editsOf, orderOf, termsOf, unitsOf, type Edits } from './edits';

type Trade = Schemas['TradeDocument'];

interface Props {
  trade: Trade;
  /** What came of the answer. */
  onAnswered: (trade: Trade) => void;
}

/** One order, what it was sized with, how far the market has moved since, and how long there is to decide; approved, edited or rejected. */
export function ApprovalCard({ trade, onAnswered }: Props) {
  const { summary, approval } = trade;
  const [typed, setTyped] = useState<Edits>();
  const form = useRef<HTMLFormElement>(null);
  const levelAt = useAccountLevels();
  const path = `approvals/${summary.signalId}/${summary.subscriptionId}`;
  const approve = useChange((terms: Schemas['TermsDocument'] | undefined) => post<Trade>(at(`${path}/approve`), { terms }), ['approvals', 'accounts'], onAnswered);
  const reject = useChange((why: string) => post<Trade>(at(`${path}/reject`), { reason: why }), ['approvals', 'accounts'], onAnswered);
  const left = useCountdown(approval?.deadline);
  const account = useAccountFace(summary.accountId);
  const quote = useLatest<Schemas['QuoteDocument']>(`quote:${summary.accountId}:${summary.symbol}`);
  const mark = Number(quote.value?.last ?? quote.value?.ask ?? quote.value?.bid) || undefined;
  const terms = typed && termsOf(trade, typed);
  const quantity = terms?.entrySize?.quantity ?? terms?.exitSize?.quantity ?? approval?.quantity;
  const what = `${approval?.side ?? summary.action} ${exact(quantity)} ${summary.symbol} at ${account?.name ?? summary.accountId}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // No single key sends an order: Enter leads to what asks.
    form.current?.querySelector<HTMLButtonElement>('[data-send] button')?.focus();
  };
  return (
    <Panel title={summary.symbol} note={<AccountName id={summary.accountId} />} mode={account?.mode} actions={<ActionBadge action={summary.action} />}>
      <form ref={form} onSubmit={submit}>
        <Facts trade={trade} mark={mark} quotedAt={quote.at} left={left} />
        <FormErrors error={reject.error ?? unplaced(approve.error, trade)} />
        <Permitted need={{ scope: 'approve', level: 'trade', held: levelAt(summary.accountId) }} isNoted>
          {typed && <EditFields trade={trade} typed={typed} onTyped={setTyped} error={approve.error} mark={mark} />}
          {typed && <p className={styles.muted}>{terms ? `Changed: ${changesOf(terms)}` : 'Nothing is changed yet.'}</p>}
          <div className={styles.actions}>
            <span data-send>
              <ConfirmButton
                look="primary"
                label={`${terms ? 'Approve as edited:' : 'Approve'} ${what}`}
                sure={terms ? `Send ${what} with ${changesOf(terms)}?` : `Send ${what}?`}
                isBusy={approve.isPending}
                disabled={left <= 0}
                onConfirm={() => approve.mutate(terms)}
              >
                {terms ? 'Approve as edited' : 'Approve'}
              </ConfirmButton>
            </span>
            {editableOf(trade).anything && (
              <Button
                aria-expanded={typed !== undefined}
                aria-label={typed ? `Leave as it was: ${what}` : `Edit ${what}`}
                onClick={() => {
                  setTyped(typed ? undefined : editsOf(trade));
                  approve.reset();
                }}
              >
                {typed ? 'Leave as it was' : 'Edit'}
              </Button>
            )}
            <ConfirmButton look="plain" label={`Reject ${what}`} sure={`Reject ${what}?`} isBusy={reject.isPending} onConfirm={() => reject.mutate('Rejected in the control centre.')}>
              Reject
            </ConfirmButton>
          </div>
          <button type="submit" hidden />
        </Permitted>
      </form>
    </Panel>
  );
}

interface FactsProps {
  trade: Trade;
  mark: number | undefined;
  quotedAt: number;
  left: number;
}

const soonMs = 60_000;

function Facts({ trade, mark, quotedAt, left }: FactsProps) {
  const { summary, approval, terms } = trade;
  const basis = Number(approval?.basis);
  const moved = mark && basis > 0 ? ((mark - basis) / basis) * 100 : undefined;
  return (
    <dl className={styles.facts}>
      <dt>Order</dt>
      <dd>
        {approval?.side} {exact(approval?.quantity)}
        {orderOf(trade) && ` ${toldOrder(orderOf(trade)!)}`}
      </dd>
      <dt>Stop, target</dt>
      <dd>
        {shown(terms?.stopLoss.value)}; {shown(terms?.takeProfit.value)}
      </dd>
      <dt>Sized at</dt>
      <dd>{exact(approval?.basis)}</dd>
      <dt>Now</dt>
      <dd>
        {mark === undefined ? 'no quote' : exact(String(mark))} {moved !== undefined && `(${moved > 0 ? '+' : ''}${(Math.round(moved * 100) / 100 || 0).toFixed(2)} %)`} <Age at={quotedAt} source="Quote" isFed />
      </dd>
      <dt>Signal</dt>
      <dd>
        <Link href={`/signals/${summary.signalId}`}>{summary.strategyId}</Link>
      </dd>
      <dt>Left to decide</dt>
      <dd className={left < soonMs ? styles.soon : undefined}>
        {left > 0 ? age(left) : 'over'}, until {clock(approval?.deadline)}
      </dd>
    </dl>
  );
}

/** What is sent otherwise than it was asked, in a few words. */
function changesOf(terms: Schemas['TermsDocument']): string {
  const size = terms.entrySize ?? terms.exitSize;
  const order = terms.entryOrder ?? terms.exitOrder;
  const targets = terms.takeProfit?.targets?.map((target) => (target.limitPrice ? exact(target.limitPrice) : shown({ targets: [target] })));
  return [size && `quantity ${exact(size.quantity)}`, order && toldOrder(order), terms.stopLoss && `stop loss at ${exact(terms.stopLoss.stopPrice)}`, targets && `${targets.length === 1 ? 'target' : 'targets'} at ${targets.join(', ')}`]
    .filter(Boolean)
    .join(', ');
}

/** How an order is priced: at the market, or its type and where. */
const toldOrder = (order: Schemas['OrderDocument']) =>
  !order.type || order.type === 'market' ? 'at the market' : order.limitPrice || order.stopPrice ? `${words(order.type)} at ${[order.stopPrice, order.limitPrice].filter(Boolean).map(exact).join(', limit ')}` : shown(order);

/** What no field of the card shows. */
function unplaced(error: ApiError | null, trade: Trade) {
  const units = unitsOf(trade);
  const placed = [units.size, units.order, 'terms.stopLoss', 'terms.takeProfit'];
  return error && (error.errors.length === 0 || error.errors.some(({ path }) => !placed.some((unit) => path.startsWith(unit)))) ? error : null;
}

function useCountdown(deadline: string | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return deadline ? Date.parse(deadline) - now : 0;
}
