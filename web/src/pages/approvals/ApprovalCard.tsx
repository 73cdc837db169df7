import { useEffect, useState } from 'react';
import { useAccountFace } from '../../api/accounts';
import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { useLatest } from '../../live/useLive';
import { AccountName } from '../../parts/AccountName';
import { ActionBadge } from '../../parts/Badge';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { FormErrors } from '../../parts/FormErrors';
import { age, exact } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Permitted } from '../../permissions/Permitted';
import { useAccountLevels } from '../../permissions/useLevel';
import { Link } from '../../router';
import styles from './ApprovalsPage.module.css';

/** One order, what it was sized with, how far the market has moved since, and how long there is to decide. */
export function ApprovalCard({ trade }: { trade: Schemas['TradeDocument'] }) {
  const { summary, approval } = trade;
  const levelAt = useAccountLevels();
  const path = `approvals/${summary.signalId}/${summary.subscriptionId}`;
  const approve = useChange(() => post(at(`${path}/approve`)), ['approvals', 'accounts']);
  const reject = useChange((why: string) => post(at(`${path}/reject`), { reason: why }), ['approvals', 'accounts']);
  const left = useCountdown(approval?.deadline);
  const account = useAccountFace(summary.accountId);
  const what = `${approval?.side ?? summary.action} ${exact(approval?.quantity)} ${summary.symbol} at ${account?.name ?? summary.accountId}`;
  return (
    <Panel title={summary.symbol} note={<AccountName id={summary.accountId} />} mode={account?.mode} actions={<ActionBadge action={summary.action} />}>
      <dl className={styles.facts}>
        <dt>Order</dt>
        <dd>
          {approval?.side} {exact(approval?.quantity)}
        </dd>
        <dt>Sized at</dt>
        <dd>{exact(approval?.basis)}</dd>
        <dt>Now</dt>
        <dd>
          <Drift account={summary.accountId} symbol={summary.symbol} basis={approval?.basis} />
        </dd>
        <dt>Signal</dt>
        <dd>
          <Link href={`/signals/${summary.signalId}`}>{summary.strategyId}</Link>
        </dd>
        <dt>Left to decide</dt>
        <dd>{left > 0 ? age(left) : 'over'}</dd>
      </dl>
      <FormErrors error={approve.error ?? reject.error} />
      <div className={styles.actions}>
        <Permitted need={{ scope: 'approve', level: 'trade', held: levelAt(summary.accountId) }} isNoted>
          <ConfirmButton look="primary" label={`Approve ${what}`} sure={`Send ${what}?`} isBusy={approve.isPending} disabled={left <= 0} onConfirm={() => approve.mutate(undefined)}>
            Approve
          </ConfirmButton>
          <ConfirmButton look="plain" label={`Reject ${what}`} sure={`Reject ${what}?`} isBusy={reject.isPending} onConfirm={() => reject.mutate('Rejected in the control centre.')}>
            Reject
          </ConfirmButton>
        </Permitted>
      </div>
    </Panel>
  );
}

function Drift({ account, symbol, basis }: { account: string; symbol: string; basis: string | null | undefined }) {
  const { value } = useLatest<Schemas['QuoteDocument']>(`quote:${account}:${symbol}`);
  const price = value?.last ?? value?.ask ?? value?.bid;
  if (!price) return <>no quote</>;
  const moved = basis ? ((Number(price) - Number(basis)) / Number(basis)) * 100 : undefined;
  return (
    <>
      {exact(price)} {moved !== undefined && `(${moved > 0 ? '+' : ''}${moved.toFixed(2)} %)`}
    </>
  );
}

function useCountdown(deadline: string | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return deadline ? Date.parse(deadline) - now : 0;
}
