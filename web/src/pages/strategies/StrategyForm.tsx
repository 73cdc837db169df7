import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, put, remove, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { SelectField, Switch, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { navigate } from '../../router';
import { reaches } from '../../sharing/levels';
import { units } from '../../terms/units';
import { StrategySubscriptions } from './StrategySubscriptions';
import { Webhook } from './Webhook';

type Strategy = Schemas['StrategyDocument'];

const assetClasses = [['crypto', 'Crypto'], ['stocks', 'Stocks'], ['futures', 'Futures'], ['options', 'Options'], ['forex', 'Forex']] as const;
const styles = [['systematic', 'Systematic'], ['discretionary', 'Discretionary']] as const;

export function StrategyForm({ strategy }: { strategy: Strategy }) {
  const [draft, setDraft] = useState(strategy);
  const [tickers, setTickers] = useState(strategy.allowedTickers.join(', '));
  const save = useChange((next: Strategy) => put(at(`strategies/${next.id}`), input(next, tickers)), ['strategies']);
  const drop = useChange(() => remove(at(`strategies/${strategy.id}`, { version: strategy.version })), ['strategies'], () => navigate('/strategies'));
  const set = (change: Partial<Strategy>) => setDraft({ ...draft, ...change });
  const error = save.error ?? drop.error;
  const isManaged = reaches(strategy.permission, 'manage');
  return (
    <form
      className={form.page}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <header className={form.head}>
        <h1>{strategy.name}</h1>
        <span className={form.muted}>
          <code>{strategy.id}</code> · version {strategy.version}
        </span>
        <span className={form.actions}>
          <Button look="danger" isBusy={drop.isPending} disabled={!reaches(strategy.permission, 'own')} title={reaches(strategy.permission, 'own') ? undefined : 'Only the owner of the strategy deletes it.'} onClick={() => confirm(`Delete the strategy ${strategy.name}? Its webhook stops answering.`) && drop.mutate(undefined)}>
            Delete
          </Button>
          <Button type="submit" look="primary" isBusy={save.isPending} disabled={!isManaged} title={isManaged ? undefined : 'Only those who manage the strategy change it.'}>
            Save
          </Button>
        </span>
      </header>
      <FormErrors error={error} />
      {isManaged && <Webhook strategy={strategy.id} />}
      <Panel title="Strategy">
        <div className={form.fields}>
          <TextField label="Name" value={draft.name} onChange={(name) => set({ name })} error={error?.at('name')} />
          <SelectField label="Asset class" value={draft.assetClass} choices={assetClasses} onChange={(assetClass) => set({ assetClass })} />
          <SelectField label="Trading style" value={draft.tradingStyle} choices={styles} onChange={(tradingStyle) => set({ tradingStyle })} />
          <TextField label="Allowed tickers" value={tickers} onChange={setTickers} placeholder="any" hint="Separated by commas; empty allows any." error={error?.at('allowedTickers')} />
          <TextField
            label="Signals are valid for, seconds"
            inputMode="numeric"
            value={String(draft.signalValiditySeconds)}
            onChange={(text) => set({ signalValiditySeconds: Number(text) })}
            hint="An entry that could not begin by then is skipped: an outage never replays old signals."
            error={error?.at('signalValiditySeconds')}
          />
          <Switch label="Takes signals" isOn={draft.enabled} onChange={(enabled) => set({ enabled })} hint="Off: its webhook refuses every signal." />
        </div>
      </Panel>
      <Panel title="Defaults" note="what holds for every subscription that does not override it">
        <table className={form.table}>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.name}>
                <th scope="row">{unit.title}</th>
                <td>{unit.edit(draft.defaults, (defaults) => set({ defaults }))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <StrategySubscriptions strategy={strategy.id} />
    </form>
  );
}

const input = (strategy: Strategy, tickers: string) => ({
  ...strategy,
  id: undefined,
  createdAt: undefined,
  updatedAt: undefined,
  permission: undefined,
  allowedTickers: tickers.split(',').map((ticker) => ticker.trim()).filter((ticker) => ticker !== ''),
});
