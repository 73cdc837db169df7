import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../api/client';
import { Age } from '../parts/Age';
import { money } from '../parts/format';
import { Link } from '../router';
import styles from './AccountSummary.module.css';

/** What is always in view: whether it trades for real, what all accounts are worth, and who waits for a person. */
export function AccountSummary() {
  const accounts = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => get<Schemas['AccountsDocument']>(at('accounts'), signal),
    refetchInterval: 2_000,
  });
  const all = accounts.data?.items ?? [];
  const isLive = all.some((account) => account.mode === 'live');
  const stopped = all.filter((account) => account.tradingState !== 'active').length;
  const waiting = all.reduce((sum, account) => sum + (account.awaitingApproval ?? 0), 0);
  return (
    <div className={styles.summary}>
      <span className={isLive ? styles.live : styles.paper}>{isLive ? 'LIVE MONEY' : 'PAPER'}</span>
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
      {equityByCurrency(all).map(([currency, value]) => (
        <span key={currency} className={styles.equity}>
          <span className={styles.label}>{currency}</span> {money(String(value))}
        </span>
      ))}
      <Age at={accounts.dataUpdatedAt} source="Accounts" />
    </div>
  );
}

function equityByCurrency(accounts: Schemas['AccountDocument'][]): [string, number][] {
  const sums = new Map<string, number>();
  for (const balance of accounts.flatMap((account) => account.balances)) {
    sums.set(balance.currency, (sums.get(balance.currency) ?? 0) + Number(balance.equity));
  }
  return [...sums].sort(([, left], [, right]) => right - left).slice(0, 3);
}
