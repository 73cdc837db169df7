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
import { useWhyNot } from '../../permissions/needs';
import { Permitted } from '../../permissions/Permitted';
import { navigate } from '../../router';
import { kept, TickersField } from '../../terms/TickersField';
import { units } from '../../terms/units';
import { WindowsForm } from '../subscriptions/WindowsForm';
import { StrategySubscriptions } from './StrategySubscriptions';
import { WebhookAddress } from './Webhook';

type Strategy = Schemas['StrategyDocument'];

const assetClasses = [['crypto', 'Crypto'], ['stocks', 'Stocks'], ['futures', 'Futures'], ['options', 'Options'], ['forex', 'Forex']] as const;
const styles = [['systematic', 'Systematic'], ['discretionary', 'Discretionary']] as const;

export function StrategyForm({ strategy }: { strategy: Strategy }) {
  const { draft, set, isDirty, isOutdated, adopt, reload } = useDraft(strategy);
  const save = useChange((next: Strategy) => put<Strategy>(at(`strategies/${next.id}`), input(next)), ['strategies', 'history', 'effective'], adopt);
  const drop = useChange(() => remove(at(`strategies/${strategy.id}`, { version: strategy.version })), ['strategies'], () => navigate('/strategies'));
  const error = save.error ?? drop.error;
  const managing = { scope: 'configure', level: 'manage', held: strategy.permission, at: 'strategy' } as const;
  const mayManage = useWhyNot(managing) === undefined;
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
          <Permitted need={{ ...managing, level: 'own' }}>
            <Button look="danger" isBusy={drop.isPending} onClick={() => confirm(`Delete the strategy ${strategy.name}? Its webhook stops answering.`) && drop.mutate(undefined)}>
              Delete
            </Button>
          </Permitted>
          <Permitted need={managing}>
            <Button type="submit" form="strategy" look="primary" isBusy={save.isPending}>
              Save
            </Button>
          </Permitted>
        </span>
      </header>
      {isOutdated && <Outdated what="strategy" onReload={reload} />}
      <FormErrors error={error} />
      {mayManage && <WebhookAddress strategy={strategy.id} />}
      <form
        id="strategy"
        className={form.page}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(draft);
        }}
      >
        <Permitted need={managing} isNoted>
          <Panel title="Strategy">
            <div className={form.fields}>
              <TextField label="Name" value={draft.name} onChange={(name) => set({ name })} error={error?.at('name')} />
              <SelectField label="Asset class" value={draft.assetClass} choices={assetClasses} onChange={(assetClass) => set({ assetClass })} />
              <SelectField label="Trading style" value={draft.tradingStyle} choices={styles} onChange={(tradingStyle) => set({ tradingStyle })} />
              <TickersField tickers={draft.allowedTickers} onChange={(allowedTickers) => set({ allowedTickers })} hint="Separated by commas; empty allows any." error={error} />
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
            <div className={form.units}>
              {units.map((unit) => (
                <div key={unit.name} className={form.unit}>
                  <span>{unit.title}</span>
                  {unit.edit(draft.defaults, (defaults) => set({ defaults }))}
                </div>
              ))}
            </div>
          </Panel>
          <Panel title="Trading windows" note="for subscriptions without windows of their own">
            <WindowsForm windows={draft.windows} onChange={(windows) => set({ windows })} error={error} path="windows" />
          </Panel>
          <GatesForm gates={draft.gates} onChange={(gates) => set({ gates })} error={error} note="asked before a signal may trade, in this order" />
        </Permitted>
      </form>
      <StrategySubscriptions strategy={strategy.id} />
    </div>
  );
}

const input = (strategy: Strategy) => ({
  ...strategy,
  id: undefined,
  createdAt: undefined,
  updatedAt: undefined,
  permission: undefined,
  allowedTickers: kept(strategy.allowedTickers),
});
