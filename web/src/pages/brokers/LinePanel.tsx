import { useQuery } from '@tanstack/react-query';
import { useChange } from '../../api/change';
import { at, get, post, type Schemas } from '../../api/client';
import { Age } from '../../parts/Age';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Permitted } from '../../permissions/Permitted';

type Line = Schemas['LineDocument'];

const ms = (value: number | string) => `${Number(value).toFixed(2)} ms`;
const skewWarnsFromMs = 500;

/** The line to the venue: state, clock, how fast it acknowledges, room in its limits, and what the key may do. */
export function LinePanel({ id, isPaper }: { id: string; isPaper: boolean }) {
  const line = useQuery({ queryKey: ['lines', id], queryFn: ({ signal }) => get<Line>(at(`connections/${id}/line`), signal), refetchInterval: 1_000 });
  const check = useChange(() => post<Line>(at(`connections/${id}/line/check`)), ['lines']);
  if (!line.data) return null;
  const { acknowledgement, clockOffsetMs, limits, permissions } = line.data;
  return (
    <Panel
      title="Line to the venue"
      note={<Age at={line.data.at} source="Line" />}
      actions={
        !isPaper && (
          <Permitted need={{ scope: 'trade' }}>
            <Button isBusy={check.isPending} onClick={() => check.mutate(undefined)}>
              Check the key
            </Button>
          </Permitted>
        )
      }
    >
      <FormErrors error={check.error} />
      <table className={form.table}>
        <tbody>
          <tr>
            <th scope="row">State</th>
            <td>
              {line.data.state ? <Badge state={line.data.state} tone={line.data.state === 'connected' ? 'up' : line.data.state === 'fresh' ? 'quiet' : 'down'} /> : isPaper ? 'in this program: no line' : 'not run by this node'} {line.data.sentence}
            </td>
          </tr>
          <tr>
            <th scope="row">Acknowledgement</th>
            <td>
              {acknowledgement
                ? `p50 ${ms(acknowledgement.msP50)} · p95 ${ms(acknowledgement.msP95)} · p99 ${ms(acknowledgement.msP99)} · most ${ms(acknowledgement.msMax)}, of the newest ${acknowledgement.count} orders`
                : 'no order was sent since the start'}
            </td>
          </tr>
          {!isPaper && (
            <>
              <tr>
                <th scope="row">Clock</th>
                <td>
                  {clockOffsetMs === undefined || clockOffsetMs === null
                    ? 'not measured yet'
                    : `the venue's is ${Math.abs(Number(clockOffsetMs)).toFixed(1)} ms ${Number(clockOffsetMs) < 0 ? 'behind' : 'ahead of'} ours`}{' '}
                  {Math.abs(Number(clockOffsetMs ?? 0)) > skewWarnsFromMs && <Badge state="let NTP set this machine's clock" tone="warn" />}
                </td>
              </tr>
              <tr>
                <th scope="row">The key may</th>
                <td>{permissions ? <Permissions found={permissions} /> : 'not checked yet'}</td>
              </tr>
              <tr>
                <th scope="row">Limits</th>
                <td>{limits.length === 0 ? 'none is known' : <Limits limits={limits} />}</td>
              </tr>
            </>
          )}
        </tbody>
      </table>
    </Panel>
  );
}

const Permissions = ({ found }: { found: NonNullable<Line['permissions']> }) => (
  <>
    {found.failure ? `It could not be checked: ${found.failure}` : ''}
    {!found.failure && (
      <>
        <Badge state={`read: ${told(found.read)}`} tone={found.read ? 'up' : 'quiet'} /> <Badge state={`trade: ${told(found.trade)}`} tone={found.trade ? 'up' : found.trade === false ? 'down' : 'quiet'} />{' '}
        <Badge state={`withdraw: ${told(found.withdraw)}`} tone={found.withdraw ? 'down' : 'up'} />
        {found.withdraw && ' A key that can withdraw is a danger: make one that can only trade.'}
        {found.addressRestricted === false && ' It works from any address.'}
        {found.expiresAt && ` It expires ${clock(found.expiresAt)}.`}
      </>
    )}{' '}
    <span className={form.muted}>checked {clock(found.checkedAt)}</span>
  </>
);

const told = (may: boolean | null | undefined) => (may === undefined || may === null ? 'not told' : may ? 'yes' : 'no');

const Limits = ({ limits }: { limits: Line['limits'] }) => (
  <table>
    <tbody>
      {limits.map((limit) => {
        const percent = Number(limit.limit) === 0 ? 0 : (Number(limit.used) / Number(limit.limit)) * 100;
        return (
          <tr key={`${limit.name}-${limit.subject}`}>
            <td>
              {limit.name} {limit.subject}
            </td>
            <td>
              <meter min={0} max={100} high={80} value={Math.min(100, percent)} aria-label={`${limit.name}: ${percent.toFixed(0)} percent used`} /> {Number(limit.used).toFixed(0)} of {Number(limit.limit).toFixed(0)}
              {limit.closedUntil && ` · closed until ${clock(limit.closedUntil)}`}
            </td>
          </tr>
        );
      })}
    </tbody>
  </table>
);
