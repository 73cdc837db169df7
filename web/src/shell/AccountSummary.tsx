import type { ReactNode } from 'react';
import { accountsFedMs, useAccounts } from '../api/accounts';
import { counted, useOpenAlertCount } from '../api/alerts';
import { useDay } from '../api/day';
import { useOpenPositions } from '../api/positions';
import { Age } from '../parts/Age';
import { money } from '../parts/format';
import { Profit } from '../parts/Profit';
import { summed } from '../parts/summed';
import { Link } from '../router';
import styles from './AccountSummary.module.css';
import { usePreferences } from './preferences';

const none: readonly never[] = [];

/** What is always in view: whether it trades for real, what all accounts are worth, what is open, and who waits for a person. */
export function AccountSummary() {
  const accounts = useAccounts();
  const positions = useOpenPositions();
  const all = accounts.data?.items ?? none;
  const day = useDay(all);
  const { clock } = usePreferences();
  const alerts = useOpenAlertCount();
  const live = all.filter((account) => account.mode === 'live').length;
  const stopped = all.filter((account) => account.tradingState !== 'active').length;
  const waiting = all.reduce((sum, account) => sum + (account.awaitingApproval ?? 0), 0);
  const open = summed(positions.rows.map((row) => [row.currency, Number(row.unrealised ?? 0)]));
  const worth = most(summed(all.flatMap((account) => account.balances.map((balance) => [balance.currency, Number(balance.equity)] as const))));
  return (
    <div className={styles.summary}>
      {all.length > 0 && <span className={live > 0 ? styles.live : styles.paper}>{live === 0 ? 'PAPER' : live === all.length ? 'LIVE MONEY' : `${live} of ${all.length} LIVE MONEY`}</span>}
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
      {alerts && (alerts.count > 0 || !alerts.isExact) && (
        <Link href="/alerts" className={styles.waiting}>
          {counted(alerts) === '1' ? '1 alert' : `${counted(alerts)} alerts`}
        </Link>
      )}
      <span className={styles.figures}>
        {worth.map(([currency, value]) => (
          <span key={currency} className={styles.currency}>
            <Figure label={currency} title={`What all accounts are worth in ${currency}`}>
              {money(String(value))}
            </Figure>
            <Figure label="Day" title={`Since 00:00 ${clock === 'utc' ? 'UTC' : 'local time'}, in ${currency}: what was realised, fees taken off, and what the open profit changed by`}>
              <Profit value={day && String(day.get(currency) ?? 0)} />
            </Figure>
            {open.has(currency) && (
              <Figure label="Open" title={`Open profit in ${currency}`}>
                <Profit value={String(open.get(currency))} />
              </Figure>
            )}
          </span>
        ))}
      </span>
      <Age at={accounts.dataUpdatedAt} source="Accounts" fedMs={accountsFedMs} isFed />
    </div>
  );
}

const Figure = ({ label, title, children }: { label: string; title: string; children: ReactNode }) => (
  <span className={styles.figure} title={title}>
    <span className={styles.label}>{label}</span> {children}
  </span>
);

/** The two currencies there is most of; the others are on their page. */
function most(byCurrency: ReadonlyMap<string, number>): [string, number][] {
  const largest = [...byCurrency].sort(([, left], [, right]) => Math.abs(right) - Math.abs(left)).slice(0, 2);
  // By name: two that are worth nearly the same must not change places with every tick.
  return largest.sort(([left], [right]) => (left < right ? -1 : 1));
}
