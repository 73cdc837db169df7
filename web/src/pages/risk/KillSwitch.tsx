import { useEffect, useRef, useState } from 'react';
import { useAccounts } from '../../api/accounts';
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

interface Place {
  accountId: string;
  name: string;
}

/** Where trading is stopped: everything is for those who see everything; others begin with an account of theirs. */
function useWhere(accounts: readonly Place[], first: string | undefined) {
  const levelAt = useAccountLevels();
  const mayEverywhere = useWhyNot({ scope: 'trade', everywhere: true }) === undefined;
  const [chosen, choose] = useState(first);
  const where = chosen ?? (mayEverywhere ? everything : (accounts[0]?.accountId ?? everything));
  const need: Need = where === everything ? { scope: 'trade', everywhere: true } : { scope: 'trade', level: 'trade', held: levelAt(where) };
  return { where, choose, need, name: where === everything ? 'everywhere' : `at ${accounts.find((each) => each.accountId === where)?.name ?? where}` };
}

/**
 * Danger in steps, each with what it would touch counted before it is confirmed. Plain requests: it works without the live feed,
 * and before or without knowing how trading stands.
 */
export function KillSwitch({ standing }: { standing: Standing | undefined }) {
  const [query, setQuery] = useQuery();
  const reasonField = useRef<HTMLDivElement>(null);
  const [step, setStep] = useState<Step>('halt');
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const asked = query.get('kill');
  useEffect(() => {
    if (asked === null) return;
    // Chosen, and as unsure as ever: why is still to be said, and that it is meant.
    if (asked in steps) {
      setStep(asked as Step);
      setSure(false);
    }
    reasonField.current?.querySelector('input')?.focus();
    // Answered: whoever asks again, from here too, is led here again.
    setQuery({ kill: undefined });
  }, [asked, setQuery]);
  const done = () => {
    setReason('');
    setSure(false);
  };
  const accounts = useAccounts();
  const places = standing?.accounts ?? (accounts.data?.items ?? []).map(({ id, name }) => ({ accountId: id, name }));
  const { where, choose, need, name } = useWhere(places, query.get('account') ?? undefined);
  const account = standing?.accounts.find((each) => each.accountId === where);
  // An account that left the list meanwhile is stopped all the same, and nothing but it.
  const scope = where === everything ? {} : { scope: 'account', accountId: where };
  const listed = where === everything || places.some((each) => each.accountId === where) ? places : [...places, { accountId: where, name: where }];
  // Whoever was sure was sure of what stood there.
  const aim = (change: () => void) => {
    setSure(false);
    change();
  };
  const stop = useChange(
    () =>
      step === 'pause'
        ? post(at(where === everything ? 'trading-state' : `accounts/${where}/trading-state`), { mode: 'reducing', keepsWorking: true, reason })
        : post(at('kill-switch'), { ...scope, flatten: step === 'flatten', reason }),
    ['kill-switch', 'risk', 'accounts', 'orders', 'positions'],
    done,
  );
  const release = useChange(() => post(at('kill-switch/release'), { ...scope, reason }), ['kill-switch', 'risk', 'accounts'], done);
  const global = standing?.global;
  const impact = where === everything ? standing?.impact : account?.impact;
  const isStopped = global !== undefined && global.mode !== 'active';
  const isStoppedHere = where !== everything && account ? account.mode !== undefined && account.mode !== null && account.mode !== 'active' : isStopped;
  return (
    <Panel title="Kill switch" note={!global ? 'how trading stands is not known' : isStopped ? `${global.mode} since ${clock(global.since)}: ${global.why ?? 'no reason was given'}` : 'trading is active'}>
      <form
        className={form.page}
        onSubmit={(event) => {
          event.preventDefault();
          stop.mutate(undefined);
        }}
      >
        <FormErrors error={stop.error ?? release.error} />
        <div className={form.fields}>
          <SelectField label="Where" value={where} choices={[[everything, 'Everything'], ...listed.map((each) => [each.accountId, each.name] as const)]} onChange={(next) => aim(() => choose(next))} />
        </div>
        <Permitted need={need} isNoted>
          <div role="radiogroup" aria-label="How far" className={form.actions}>
            {(Object.keys(steps) as Step[]).map((each) => (
              <Button key={each} role="radio" aria-checked={step === each} look={step === each ? 'danger' : 'plain'} onClick={() => aim(() => setStep(each))}>
                {steps[each].title}
              </Button>
            ))}
          </div>
          <p role="status">{impact ? steps[step].does(impact) : 'How many orders and positions it would touch is not known now. It works all the same.'}</p>
          <div ref={reasonField} className={form.fields}>
            <TextField label="Why" value={reason} onChange={setReason} placeholder="News in ten minutes" hint="The audit trail keeps it." error={stop.error?.at('reason') ?? release.error?.at('reason')} />
            {step === 'flatten' && <Switch label="Close every position" isOn={isSure} onChange={(isOn) => { choose(where); setSure(isOn); }} hint="At the market, also at venues that are away now: there when they return." />}
          </div>
          <div className={form.actions}>
            <Button type="submit" look="danger" isBusy={stop.isPending} disabled={reason.trim() === '' || (step === 'flatten' && !isSure)}>
              ■ {steps[step].title} {name}
            </Button>
            {isStoppedHere && (
              <Button isBusy={release.isPending} disabled={reason.trim() === ''} onClick={() => release.mutate(undefined)}>
                Release: trade again
              </Button>
            )}
          </div>
        </Permitted>
      </form>
      <Accounts accounts={standing?.accounts ?? []} />
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
