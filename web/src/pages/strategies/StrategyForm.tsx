import { useChange } from '../../api/change';
import { at, put, remove, type Schemas } from '../../api/client';
import { useDraft } from '../../api/draft';
import { whole } from '../../api/typed';
import { GatesForm } from '../../gates/GatesForm';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { SelectField, Switch, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Outdated } from '../../parts/Outdated';
import { Panel } from '../../parts/Panel';
import { navigate } from '../../router';
import { reaches } from '../../sharing/levels';
import { units } from '../../terms/units';
import { WindowsForm } from '../subscriptions/WindowsForm';
import { StrategySubscriptions } from './StrategySubscriptions';
import { Webhook } from './Webhook';

type Strategy = Schemas['StrategyDocument'];

const assetClasses = [['crypto', 'Crypto'], ['stocks', 'Stocks'], ['futures', 'Futures'], ['options', 'Options'], ['forex', 'Forex']] as const;
const styles = [['systematic', 'Systematic'], ['discretionary', 'Discretionary']] as const;

export function StrategyForm({ strategy }: { strategy: Strategy }) {
  const { draft, set, isDirty, isOutdated, adopt, reload } = useDraft(strategy);
  const save = useChange((next: Strategy) => put<Strategy>(at(`strategies/${next.id}`), input(next)), ['strategies', 'history', 'effective'], adopt);
  const drop = useChange(() => remove(at(`strategies/${strategy.id}`, { version: strategy.version })), ['strategies'], () => navigate('/strategies'));
  const error = save.error ?? drop.error;
  const isManaged = reaches(strategy.permission, 'manage');
  return (
    <div className={form.page}>
      <header className={form.head}>
        <h1>{strategy.name}</h1>
        {isDirty && <Badge state="not saved" tone="warn" />}
        {save.isSuccess && !isDirty && <span role="status">Saved.</span>}
        <span className={form.muted}>
          <code>{strategy.id}</code> · version {strategy.version}
        </span>
        <span className={form.actions}>
          <Button look="danger" isBusy={drop.isPending} disabled={!reaches(strategy.permission, 'own')} title={reaches(strategy.permission, 'own') ? undefined : 'Only the owner of the strategy deletes it.'} onClick={() => confirm(`Delete the strategy ${strategy.name}? Its webhook stops answering.`) && drop.mutate(undefined)}>
            Delete
          </Button>
          <Button type="submit" form="strategy" look="primary" isBusy={save.isPending} disabled={!isManaged} title={isManaged ? undefined : 'Only those who manage the strategy change it.'}>
            Save
          </Button>
        </span>
      </header>
      {isOutdated && <Outdated what="strategy" onReload={reload} />}
      <FormErrors error={error} />
      {isManaged && <Webhook strategy={strategy.id} />}
      <form
        id="strategy"
        className={form.page}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(draft);
        }}
      >
        <Panel title="Strategy">
          <div className={form.fields}>
            <TextField label="Name" value={draft.name} onChange={(name) => set({ name })} error={error?.at('name')} />
            <SelectField label="Asset class" value={draft.assetClass} choices={assetClasses} onChange={(assetClass) => set({ assetClass })} />
            <SelectField label="Trading style" value={draft.tradingStyle} choices={styles} onChange={(tradingStyle) => set({ tradingStyle })} />
            <TextField label="Allowed tickers" value={draft.allowedTickers.join(', ')} onChange={(text) => set({ allowedTickers: listed(text) })} placeholder="any" hint="Separated by commas; empty allows any." error={error?.under('allowedTickers')} />
            <TextField
              label="Signals are valid for, seconds"
              inputMode="numeric"
              value={String(draft.signalValiditySeconds)}
              onChange={(text) => set({ signalValiditySeconds: whole(text) })}
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
        <Panel title="Trading windows" note="for subscriptions without windows of their own">
          <WindowsForm windows={draft.windows} onChange={(windows) => set({ windows })} error={error} path="windows" />
        </Panel>
        <GatesForm gates={draft.gates} onChange={(gates) => set({ gates })} error={error} note="asked before a signal may trade, in this order" />
      </form>
      <StrategySubscriptions strategy={strategy.id} />
    </div>
  );
}

/** Empty entries stay while somebody types a comma; they are left out when it is saved. */
const listed = (text: string) => (text === '' ? [] : text.split(',').map((ticker) => ticker.replace(/^ /, '')));

const input = (strategy: Strategy) => ({
  ...strategy,
  id: undefined,
  createdAt: undefined,
  updatedAt: undefined,
  permission: undefined,
  allowedTickers: strategy.allowedTickers.map((ticker) => ticker.trim()).filter((ticker) => ticker !== ''),
});
