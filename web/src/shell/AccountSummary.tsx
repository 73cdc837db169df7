import { accountsFedMs, useAccounts } from '../api/accounts';
import { useOpenPositions } from '../api/positions';
import { Age } from '../parts/Age';
import { money, signed } from '../parts/format';
import { Profit } from '../parts/Profit';
import { Link } from '../router';
import styles from './AccountSummary.module.css';

const everyMs = 2_000;

/** What is always in view: whether it trades for real, what all accounts are worth, what is open, and who waits for a person. */
export function AccountSummary() {
  const accounts = useAccounts();
  const positions = useOpenPositions(everyMs);
  const all = accounts.data?.items ?? [];
  const isLive = all.some((account) => account.mode === 'live');
  const stopped = all.filter((account) => account.tradingState !== 'active').length;
  const waiting = all.reduce((sum, account) => sum + (account.awaitingApproval ?? 0), 0);
  const open = sums(positions.rows.map((row) => [row.currency, Number(row.unrealised ?? 0)]));
  return (
    <div className={styles.summary}>
      {all.length > 0 && <span className={isLive ? styles.live : styles.paper}>{isLive ? 'LIVE MONEY' : 'PAPER'}</span>}
      {stopped > 0 && (
        <Link href="/risk" className={styles.stopped}>
          {stopped === all.length ? 'HALTED' : `${stopped} of ${all.length} halted`}
        </Link>
      )}
      {waiting > 0 && (
        <Link href="/approvals" className={styles.waiting}>
          {waiting} to approve
        </Link>
      )}
      <span className={styles.figures}>
        {sums(all.flatMap((account) => account.balances.map((balance) => [balance.currency, Number(balance.equity)] as const))).map(([currency, value]) => (
          <span key={currency} className={styles.equity}>
            <span className={styles.label}>{currency}</span> {money(String(value))}
          </span>
        ))}
        {open.map(([currency, value]) => (
          <span key={currency} className={styles.equity} title={`Open profit in ${currency}: ${signed(String(value))}`}>
            <span className={styles.label}>open</span> <Profit value={String(value)} />
          </span>
        ))}
      </span>
      <Age at={accounts.dataUpdatedAt} source="Accounts" everyMs={accountsFedMs} isFed />
    </div>
  );
}

/** The two currencies there is most of; the others are on their page. */
function sums(amounts: readonly (readonly [string, number])[]): [string, number][] {
  const byCurrency = new Map<string, number>();
  for (const [currency, amount] of amounts) byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + amount);
  const most = [...byCurrency].sort(([, left], [, right]) => Math.abs(right) - Math.abs(left)).slice(0, 2);
  // By name: two that are worth nearly the same must not change places with every tick.
  return most.sort(([left], [right]) => (left < right ? -1 : 1));
}
