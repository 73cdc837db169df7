import { useQuery } from '@tanstack/react-query';
import { balancesFedMs } from '../../api/accounts';
import { useChange } from '../../api/change';
import { at, get, put, remove, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock, money, words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Permitted } from '../../permissions/Permitted';
import { navigate } from '../../router';
import { LinePanel } from './LinePanel';
import { useWhyNot } from '../../permissions/needs';
import { Sharing } from '../../sharing/Sharing';

type Connection = Schemas['ConnectionDocument'];

/** One account: how it stands, what it has, and what went wrong lately. */
export default function BrokerPage({ id = '' }: { id?: string }) {
  const connection = useQuery({ queryKey: ['connections', id], queryFn: ({ signal }) => get<Connection>(at(`connections/${id}`), signal) });
  const account = useQuery({ queryKey: ['accounts', id], queryFn: ({ signal }) => get<Schemas['AccountDocument']>(at(`accounts/${id}`), signal), refetchInterval: 1_000 });
  const incidents = useList<Schemas['IncidentDocument']>('incidents', { accountId: id }, 5_000);
  const change = useChange((next: Connection) => put(at(`connections/${id}`), input(next)), ['connections', 'accounts']);
  const drop = useChange(() => remove(at(`connections/${id}`, { version: connection.data?.version })), ['connections', 'accounts'], () => navigate('/brokers'));
  const mayShare = useWhyNot({ scope: 'configure', level: 'own', held: connection.data?.permission }) === undefined;
  if (connection.isPending) return <Loading what="the account" />;
  if (connection.error && !connection.data) return <Problem error={connection.error} onRetry={() => void connection.refetch()} />;
  const isOn = connection.data.status === 'enabled';
  return (
    <div className={form.page}>
      <header className={form.head}>
        <h1>{connection.data.name}</h1>
        <Badge state={connection.data.mode} />
        <span className={form.muted}>{connection.data.broker}</span>
        <span className={form.actions}>
          <Permitted need={{ scope: 'configure', level: 'manage', held: connection.data.permission }}>
            <ConfirmButton
              look="plain"
              label={isOn ? 'Switch off' : 'Switch on'}
              sure={isOn ? `Switch ${connection.data.name} off? It takes no signals then, and nothing here watches its orders and positions.` : `Let ${connection.data.name} trade?`}
              isBusy={change.isPending}
              onConfirm={() => change.mutate({ ...connection.data, status: isOn ? 'disabled' : 'enabled' })}
            >
              {isOn ? 'Switch off' : 'Switch on'}
            </ConfirmButton>
          </Permitted>
          <Permitted need={{ scope: 'configure', level: 'own', held: connection.data.permission }}>
            <Button look="danger" isBusy={drop.isPending} onClick={() => confirm(`Disconnect ${connection.data.name}? Its keys are destroyed; what happened stays in the journal.`) && drop.mutate(undefined)}>
              Disconnect
            </Button>
          </Permitted>
        </span>
      </header>
      <FormErrors error={change.error ?? drop.error} />
      {account.data && <Standing account={account.data} readAt={account.dataUpdatedAt} />}
      {mayShare && <Sharing kind="accounts" id={id} />}
      <LinePanel id={id} isPaper={connection.data.broker === 'paper'} />
      <Panel title="What a person should know" note="alarms, unknown orders, differences with the venue">
        {incidents.rows.length === 0 ? (
          <p className={form.muted}>Nothing so far.</p>
        ) : (
          <table className={form.table}>
            <tbody>
              {incidents.rows.slice(0, 50).map((row) => (
                <tr key={row.id}>
                  <td>{clock(row.at)}</td>
                  <td>{words(row.kind)}</td>
                  <td>{row.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
    </div>
  );
}

const Standing = ({ account, readAt }: { account: Schemas['AccountDocument']; readAt: number }) => (
  <Panel title="How it stands" note={<Age at={readAt} source="Account" />}>
    <table className={form.table}>
      <tbody>
        <tr>
          <th scope="row">Trading</th>
          <td>
            <Badge state={account.tradingState} /> {account.why}
          </td>
        </tr>
        <tr>
          <th scope="row">Venue</th>
          <td>{!account.isRunning ? 'not run by this node' : account.reconciling ? 'comparing with the venue: entries wait' : 'in step with the venue'}</td>
        </tr>
        <tr>
          <th scope="row">Waiting</th>
          <td>
            {account.queueDepth ?? 0} commands, {account.waitingTrades ?? 0} trades, {account.awaitingApproval ?? 0} approvals
          </td>
        </tr>
        {account.balances.map((balance) => (
          <tr key={balance.currency}>
            <th scope="row">{balance.currency}</th>
            <td>
              {money(balance.equity)} equity · {money(balance.balance)} balance · {money(balance.available)} available <span className={form.muted}>reported {clock(balance.at)}</span> <Age at={balance.at} source={`${balance.currency} as the venue reported it`} everyMs={balancesFedMs} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Panel>
);

const input = (connection: Connection) => ({ ...connection, id: undefined, createdAt: undefined, updatedAt: undefined, credentialNames: undefined, permission: undefined });
