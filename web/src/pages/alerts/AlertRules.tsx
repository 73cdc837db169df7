import { useQuery } from '@tanstack/react-query';
import { useChange } from '../../api/change';
import { at, get, put, type ApiError, type Schemas } from '../../api/client';
import { useDraft } from '../../api/draft';
import { useNames } from '../../api/names';
import { whole } from '../../api/typed';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { SelectField, Switch, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock, words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Outdated } from '../../parts/Outdated';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { OnlyFor } from '../../permissions/OnlyFor';
import own from './AlertsPage.module.css';

type Rules = Schemas['AlertRulesDocument'];
type Rule = Schemas['AlertRuleDocument'];

/** Which incidents call a person: the first rule that fits decides, and what none fits calls. */
export const AlertRules = () => (
  <OnlyFor need={{ scope: 'admin' }} title="The rules of alerts are for administrators">
    <Loaded />
  </OnlyFor>
);

function Loaded() {
  const rules = useQuery({ queryKey: ['alert-rules'], queryFn: ({ signal }) => get<Rules>(at('alert-rules'), signal) });
  if (rules.error && !rules.data) return <Problem error={rules.error} onRetry={() => void rules.refetch()} />;
  return rules.data ? <RulesForm stored={rules.data} /> : <Loading what="the rules" />;
}

const fresh = (rules: readonly Rule[]): Rule => ({ name: `Rule ${rules.length + 1}`, enabled: true, kinds: [], effect: 'quiet', count: 1, withinMinutes: 60 }) as unknown as Rule;

function RulesForm({ stored }: { stored: Rules }) {
  const { draft, set, isDirty, isOutdated, adopt, reload } = useDraft(stored);
  const save = useChange((next: Rules) => put<Rules>(at('alert-rules'), { rules: next.rules, version: next.version }), ['alert-rules', 'incidents'], adopt);
  const change = (rules: Rule[]) => set({ rules });
  return (
    <form
      className={form.page}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <header className={form.head}>
        <h2>Rules</h2>
        {isDirty && <Badge state="not saved" tone="warn" />}
        {save.isSuccess && !isDirty && <span role="status">Saved.</span>}
        <span className={form.actions}>
          <Button onClick={() => change([...draft.rules, fresh(draft.rules)])}>Add a rule</Button>
          <Button type="submit" look="primary" isBusy={save.isPending} disabled={!isDirty}>
            Save rules
          </Button>
        </span>
      </header>
      {isOutdated && <Outdated what="list of rules" onReload={reload} />}
      <FormErrors error={save.error} />
      <p className={form.muted}>
        Asked from the top: the first that fits decides, and what none fits calls a person; only reconciliation, which every start brings, does not. What does not call is listed all the same. A rule that names no kind never silences an emergency or a position without a stop.
      </p>
      {draft.rules.map((rule, index) => (
        <RuleForm
          key={index}
          rule={rule}
          kinds={draft.kinds}
          at={`rules[${index}]`}
          error={save.error}
          onChange={(next) => change(draft.rules.with(index, next))}
          onRemove={() => change(draft.rules.toSpliced(index, 1))}
          onEarlier={index === 0 ? undefined : () => change(draft.rules.toSpliced(index, 1).toSpliced(index - 1, 0, rule))}
        />
      ))}
      {draft.rules.length === 0 && (
        <Panel title="No rule yet">
          <p className={form.muted}>Every incident calls but reconciliation. Add a rule to keep what you expect, such as a venue’s nightly restart, from calling.</p>
        </Panel>
      )}
    </form>
  );
}

interface RuleProps {
  rule: Rule;
  kinds: readonly string[];
  /** Where the server's messages about it are. */
  at: string;
  error: ApiError | null;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
  onEarlier?: () => void;
}

const effects = [['alert', 'Call a person'], ['quiet', 'Only list it']] as const;
const mutes = [['', 'keep as it is'], ['0', 'end the mute'], ['1', 'for an hour'], ['8', 'for eight hours'], ['24', 'for a day'], ['168', 'for a week']] as const;
const hourMs = 3_600_000;

function RuleForm({ rule, kinds, at: path, error, onChange, onRemove, onEarlier }: RuleProps) {
  const strategies = useNames('strategies');
  const accounts = useNames('connections');
  const change = (part: Partial<Rule>) => onChange({ ...rule, ...part });
  const chosen = rule.kinds ?? [];
  const isMuted = rule.mutedUntil !== undefined && rule.mutedUntil !== null && Date.parse(rule.mutedUntil) > Date.now();
  const mute = (hours: string) => hours !== '' && change({ mutedUntil: hours === '0' ? undefined : new Date(Date.now() + Number(hours) * hourMs).toISOString() });
  return (
    <Panel
      title={rule.name || 'A rule without a name'}
      note={isMuted ? `muted until ${clock(rule.mutedUntil)}` : undefined}
      actions={
        <>
          {onEarlier && (
            <Button look="quiet" onClick={onEarlier}>
              Ask earlier
            </Button>
          )}
          <Button look="quiet" aria-label={`Remove the rule ${rule.name ?? ''}`} onClick={onRemove}>
            Remove
          </Button>
        </>
      }
    >
      <div className={form.fields}>
        <TextField label="Name" value={rule.name ?? ''} onChange={(name) => change({ name })} error={error?.at(`${path}.name`)} />
        <SelectField label="What it does" value={rule.effect ?? 'alert'} choices={effects} onChange={(effect) => change({ effect })} />
        <SelectField label="Strategy" value={rule.strategyId ?? ''} choices={[['', 'any'], ...strategies.choices]} onChange={(id) => change({ strategyId: id || undefined })} error={error?.at(`${path}.strategyId`)} />
        <SelectField label="Account" value={rule.accountId ?? ''} choices={[['', 'any'], ...accounts.choices]} onChange={(id) => change({ accountId: id || undefined })} error={error?.at(`${path}.accountId`)} />
        {rule.effect !== 'quiet' && (
          <>
            <TextField label="Calls from the n-th on" inputMode="numeric" value={String(rule.count ?? 1)} onChange={(text) => change({ count: whole(text) })} hint="1: each calls." error={error?.at(`${path}.count`)} />
            <TextField label="Counted within minutes" inputMode="numeric" value={String(rule.withinMinutes ?? 60)} onChange={(text) => change({ withinMinutes: whole(text) })} error={error?.at(`${path}.withinMinutes`)} />
            <SelectField label="Mute" value="" choices={mutes} onChange={mute} hint={isMuted ? `Muted until ${clock(rule.mutedUntil)}.` : 'Until then it is only listed.'} />
          </>
        )}
        <Switch label="Switched on" isOn={rule.enabled ?? true} onChange={(enabled) => change({ enabled })} />
      </div>
      <fieldset className={own.kinds}>
        <legend>Kinds it is about</legend>
        {kinds.map((kind) => (
          <label key={kind}>
            <input type="checkbox" checked={chosen.includes(kind)} onChange={(event) => change({ kinds: event.target.checked ? [...chosen, kind] : chosen.filter((each) => each !== kind) })} /> {words(kind)}
          </label>
        ))}
        {chosen.length === 0 && <span className={form.muted}>None is named: any, but emergency and naked.</span>}
      </fieldset>
    </Panel>
  );
}
