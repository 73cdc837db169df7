import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { Badge } from '../../parts/Badge';
import form from '../../parts/Form.module.css';
import { money } from '../../parts/format';
import { Link } from '../../router';

export function AccountsPanel() {
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => get<Schemas['AccountsDocument']>(at('accounts'), signal) });
  return (
    <table className={form.table}>
      <tbody>
        {(accounts.data?.items ?? []).map((account) => (
          <tr key={account.id}>
            <td>
              <Link href={`/brokers/${account.id}`}>{account.name}</Link>
            </td>
            <td>
              <Badge state={account.mode} />
            </td>
            <td>
              <Badge state={account.tradingState} />
            </td>
            <td>{account.balances.map((balance) => `${money(balance.equity)} ${balance.currency}`).join(' · ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
