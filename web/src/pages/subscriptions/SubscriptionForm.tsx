import { useChange } from '../../api/change';
import { at, put, remove, type Schemas } from '../../api/client';
import { useDraft } from '../../api/draft';
import { GatesForm } from '../../gates/GatesForm';
import { AccountName } from '../../parts/AccountName';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { Switch } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Outdated } from '../../parts/Outdated';
import { Panel } from '../../parts/Panel';
import { Permitted } from '../../permissions/Permitted';
import { useAccountLevels } from '../../permissions/useLevel';
import { Link, navigate } from '../../router';
import { kept, TickersField } from '../../terms/TickersField';
import { InheritanceGrid } from './InheritanceGrid';
import { RulesForm } from './RulesForm';

type Subscription = Schemas['SubscriptionDocument'];

interface Props {
  subscription: Subscription;
  strategy: Schemas['StrategyDocument'];
}

export function SubscriptionForm({ subscription, strategy }: Props) {
  const { draft, set, isDirty, isOutdated, adopt, reload } = useDraft(subscription);
  const managing = { scope: 'configure', level: 'manage', held: useAccountLevels()(subscription.accountId) } as const;
  const save = useChange(
    (next: Subscription) => put<Subscription>(at(`subscriptions/${next.id}`), { ...next, id: undefined, createdAt: undefined, updatedAt: undefined, allowedTickers: kept(next.allowedTickers) }),
    ['subscriptions', 'effective', 'history'],
    adopt,
  );
  const drop = useChange(() => remove(at(`subscriptions/${subscription.id}`, { version: subscription.version })), ['subscriptions'], () => navigate('/subscriptions'));
  return (
    <form
      className={form.page}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <header className={form.head}>
        <h1>
          <Link href={`/strategies/${strategy.id}`}>{strategy.name}</Link> → <AccountName id={subscription.accountId} />
        </h1>
        <span className={form.muted}>version {subscription.version}</span>
        {isDirty && <Badge state="not saved" tone="warn" />}
        {save.isSuccess && !isDirty && <span role="status">Saved.</span>}
        <span className={form.actions}>
          <Permitted need={managing}>
            <Button look="danger" isBusy={drop.isPending} onClick={() => confirm('Delete this subscription? Signals no longer reach the account through it; positions stay as they are.') && drop.mutate(undefined)}>
              Delete
            </Button>
            <Button type="submit" look="primary" isBusy={save.isPending}>
              Save
            </Button>
          </Permitted>
        </span>
      </header>
      {isOutdated && <Outdated what="subscription" onReload={reload} />}
      <FormErrors error={save.error ?? drop.error} />
      <Permitted need={managing} isNoted>
        <Panel title="Takes part">
          <div className={form.fields}>
            <Switch label="Follows the strategy" isOn={draft.enabled} onChange={(enabled) => set({ enabled })} hint="Off: signals do not reach this account." />
            <Switch
              label="Sends orders by itself"
              isOn={draft.rules.autoSubmit ?? true}
              onChange={(autoSubmit) => set({ rules: { ...draft.rules, autoSubmit } })}
              hint="Off: every order waits for a person to approve it."
            />
            <TickersField
              tickers={draft.allowedTickers}
              onChange={(allowedTickers) => set({ allowedTickers })}
              hint="Separated by commas. Signals for others do not reach this account; empty takes whatever the strategy takes."
              error={save.error}
            />
          </div>
        </Panel>
      </Permitted>
      <InheritanceGrid
        subscription={draft}
        isDirty={isDirty}
        strategy={strategy}
        managing={managing}
        onOverrides={(overrides) => set({ overrides })}
        onMaySet={(signalMaySet) => set({ signalMaySet })}
      />
      <Permitted need={managing}>
        <RulesForm rules={draft.rules} onChange={(rules) => set({ rules })} error={save.error} strategyWindows={strategy.windows} />
        <GatesForm gates={draft.gates} onChange={(gates) => set({ gates })} error={save.error} note="beside the strategy’s; one of the same name takes its place" />
      </Permitted>
    </form>
  );
}
