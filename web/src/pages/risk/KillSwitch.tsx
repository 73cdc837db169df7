import { useEffect, useRef, useState } from 'react';
import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { SelectField, Switch, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { useWhyNot, type Need } from '../../permissions/needs';
import { Permitted } from '../../permissions/Permitted';
import { useAccountLevels } from '../../permissions/useLevel';
import { useQuery } from '../../router';
import styles from './KillSwitch.module.css';

type Step = 'pause' | 'halt' | 'flatten';
type Standing = Schemas['KillSwitchDocument'];

const steps: Record<Step, { title: string; does: (impact: Schemas['ImpactDocument']) => string }> = {
  pause: { title: 'Pause entries', does: (impact) => `Nothing new is opened. ${count(impact.entries, 'entry', 'entries')} at work may still fill; stops and targets stay.` },
  halt: { title: 'Halt and cancel', does: (impact) => `Nothing new is opened and ${count(impact.entries, 'working entry is', 'working entries are')} cancelled. Stops and targets stay.` },
  flatten: { title: 'Halt and flatten', does: (impact) => `Everything is cancelled (${count(impact.orders, 'order', 'orders')}) and ${count(impact.positions, 'position is', 'positions are')} closed at the market.` },
};

const count = (number: number | string, one: string, many: string) => `${number} ${Number(number) === 1 ? one : many}`;

const everything = '';

/** Where trading is stopped: everything is for those who see everything; others begin with an account of theirs. */
function useWhere(accounts: Standing['accounts']) {
  const [query] = useQuery();
  const levelAt = useAccountLevels();
  const mayEverywhere = useWhyNot({ scope: 'trade', everywhere: true }) === undefined;
  const [chosen, choose] = useState(query.get('account') ?? undefined);
  const where = chosen ?? (mayEverywhere ? everything : (accounts[0]?.accountId ?? everything));
  const need: Need = where === everything ? { scope: 'trade', everywhere: true } : { scope: 'trade', level: 'trade', held: levelAt(where) };
  return { where, choose, need, account: accounts.find((each) => each.accountId === where) };
}

/** Danger in steps, each with what it would touch counted before it is confirmed. Plain requests: it works without the live feed. */
export function KillSwitch({ standing }: { standing: Standing }) {
  const [query] = useQuery();
  const reasonField = useRef<HTMLDivElement>(null);
  const [step, setStep] = useState<Step>('halt');
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const asked = query.has('kill');
  useEffect(() => {
    if (asked) reasonField.current?.querySelector('input')?.focus();
  }, [asked]);
  const done = () => {
    setReason('');
    setSure(false);
  };
  const { where, choose, need, account } = useWhere(standing.accounts);
  const scope = account ? { scope: 'account', accountId: account.accountId } : {};
  const stop = useChange(
    () =>
      step === 'pause'
        ? post(at(account ? `accounts/${account.accountId}/trading-state` : 'trading-state'), { mode: 'reducing', keepsWorking: true, reason })
        : post(at('kill-switch'), { ...scope, flatten: step === 'flatten', reason }),
    ['kill-switch', 'risk', 'accounts', 'orders', 'positions'],
    done,
  );
  const release = useChange(() => post(at('kill-switch/release'), { ...scope, reason }), ['kill-switch', 'risk', 'accounts'], done);
  const { global } = standing;
  const impact = account?.impact ?? standing.impact;
  const isStopped = global.mode !== 'active';
  const isStoppedHere = account ? account.mode !== undefined && account.mode !== null && account.mode !== 'active' : isStopped;
  return (
    <Panel title="Kill switch" note={isStopped ? `${global.mode} since ${clock(global.since)}: ${global.why ?? 'no reason was given'}` : 'trading is active'}>
      <form
        className={form.page}
        onSubmit={(event) => {
          event.preventDefault();
          stop.mutate(undefined);
        }}
      >
        <FormErrors error={stop.error ?? release.error} />
        <div className={form.fields}>
          <SelectField label="Where" value={where} choices={[[everything, 'Everything'], ...standing.accounts.map((each) => [each.accountId, each.name] as const)]} onChange={choose} />
        </div>
        <Permitted need={need} isNoted>
          <div role="radiogroup" aria-label="How far" className={form.actions}>
            {(Object.keys(steps) as Step[]).map((each) => (
              <Button key={each} role="radio" aria-checked={step === each} look={step === each ? 'danger' : 'plain'} onClick={() => setStep(each)}>
                {steps[each].title}
              </Button>
            ))}
          </div>
          <p role="status">{steps[step].does(impact)}</p>
          <div ref={reasonField} className={form.fields}>
            <TextField label="Why" value={reason} onChange={setReason} placeholder="News in ten minutes" hint="The audit trail keeps it." error={stop.error?.at('reason') ?? release.error?.at('reason')} />
            {step === 'flatten' && <Switch label="Close every position" isOn={isSure} onChange={setSure} hint="At the market, also at venues that are away now: there when they return." />}
          </div>
          <div className={form.actions}>
            <Button type="submit" look="danger" isBusy={stop.isPending} disabled={reason.trim() === '' || (step === 'flatten' && !isSure)}>
              ■ {steps[step].title} {account ? `at ${account.name}` : 'everywhere'}
            </Button>
            {isStoppedHere && (
              <Button isBusy={release.isPending} disabled={reason.trim() === ''} onClick={() => release.mutate(undefined)}>
                Release: trade again
              </Button>
            )}
          </div>
        </Permitted>
      </form>
      <Accounts accounts={standing.accounts} />
    </Panel>
  );
}

const Accounts = ({ accounts }: { accounts: Schemas['AccountStandingDocument'][] }) => (
  <div className={`${form.scroll} ${styles.accounts}`} hidden={accounts.length === 0}>
    <table className={form.table}>
      <thead>
        <tr>
          <th>Account</th>
          <th>Trading</th>
          <th>Entries at work</th>
          <th>Open orders</th>
          <th>Positions</th>
          <th>Why</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.accountId}>
            <th scope="row">{account.name}</th>
            <td>
              {account.mode ? <Badge state={account.mode} /> : 'does not run'}
              {account.flattening && ' closing positions'}
            </td>
            <td>{account.impact.entries}</td>
            <td>{account.impact.orders}</td>
            <td>{account.impact.positions}</td>
            <td>{account.why ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
