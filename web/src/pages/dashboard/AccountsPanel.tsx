import { accountsFedMs, balancesFedMs, useAccounts } from '../../api/accounts';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import { EmptyState } from '../../parts/EmptyState';
import { money } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Link } from '../../router';
import styles from './DashboardPage.module.css';
import type { PanelProps } from './panels';

export function AccountsPanel({ actions }: PanelProps) {
  const accounts = useAccounts();
  const all = accounts.data?.items ?? [];
  return (
    <Panel title="Accounts" note={<Age at={accounts.dataUpdatedAt} source="Accounts" fedMs={accountsFedMs} isFed />} actions={actions} isScrolling>
      {accounts.error && !accounts.data && <Problem error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.data && all.length === 0 && (
        <EmptyState title="No account is connected">
          Connect one under <Link href="/brokers">Brokers</Link>. A paper account needs no keys.
        </EmptyState>
      )}
      <ul className={styles.accounts}>
        {all.map((account) => (
          <li key={account.id}>
            <Link href={`/brokers/${account.id}`}>{account.name}</Link>
            <span>
              <Badge state={account.mode} /> <Badge state={account.isRunning ? account.tradingState : 'not running'} />
            </span>
            <span className={styles.money}>
              {account.balances.map((balance) => (
                <span key={balance.currency}>
                  {money(balance.equity)} {balance.currency} <Age at={balance.at} source={`${balance.currency} at ${account.name}`} everyMs={balancesFedMs} isQuiet />
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
