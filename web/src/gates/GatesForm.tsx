import type { ApiError, Schemas } from '../api/client';
import { whole } from '../api/typed';
import { Button } from '../parts/Button';
import { SelectField, Switch, TextField } from '../parts/Field';
import form from '../parts/Form.module.css';
import { Panel } from '../parts/Panel';
import { ExpressionCheck } from './ExpressionCheck';
import styles from './GatesForm.module.css';

type Gate = Schemas['GateDocument'];
type Rule = Schemas['AlignmentRuleDocument'];

interface Props {
  gates: Gate[] | null | undefined;
  onChange: (gates: Gate[] | undefined) => void;
  error: ApiError | null;
  note: string;
}

const kinds = [['expression', 'Expression'], ['http', 'A scorer that is asked over HTTPS'], ['alignment', 'Alignment of several conditions']] as const;
const reaches = [['entries', 'Entries'], ['everything', 'Everything']] as const;
const missing = [['refuse', 'Refuse'], ['pass', 'Let pass']] as const;

/** Gates judge a signal before it may trade; each gives a score from 0 to 1. */
export function GatesForm({ gates, onChange, error, note }: Props) {
  const list = gates ?? [];
  const set = (next: Gate[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <Panel
      title="Gates"
      note={note}
      actions={<Button onClick={() => set([...list, { name: `gate${list.length + 1}`, kind: 'expression', enabled: true, expression: '' } as Gate])}>Add a gate</Button>}
    >
      {list.length === 0 && <p className={form.muted}>No gate: whatever the rules and limits allow may trade.</p>}
      {list.map((gate, index) => (
        <GateForm
          key={index}
          gate={gate}
          at={`gates[${index}]`}
          error={error}
          onChange={(next) => set(list.with(index, next))}
          onRemove={() => set(list.toSpliced(index, 1))}
          onEarlier={index === 0 ? undefined : () => set(list.toSpliced(index, 1).toSpliced(index - 1, 0, gate))}
        />
      ))}
    </Panel>
  );
}

interface GateProps {
  gate: Gate;
  /** Where the server's messages about it are. */
  at: string;
  error: ApiError | null;
  onChange: (gate: Gate) => void;
  onRemove: () => void;
  onEarlier?: () => void;
}

function GateForm({ gate, at, error, onChange, onRemove, onEarlier }: GateProps) {
  const change = (part: Partial<Gate>) => onChange({ ...gate, ...part });
  const become = (kind: Gate['kind']) =>
    change({
      kind,
      expression: kind === 'expression' ? (gate.expression ?? '') : undefined,
      scorer: kind === 'http' ? (gate.scorer ?? ({ url: 'https://' } as Gate['scorer'])) : undefined,
      rules: kind === 'alignment' ? (gate.rules ?? [{ name: 'first', expression: '' } as Rule]) : undefined,
    });
  return (
    <fieldset className={styles.gate}>
      <legend>{gate.name || 'A gate without a name'}</legend>
      <div className={form.fields}>
        <TextField label="Name" value={gate.name ?? ''} onChange={(name) => change({ name })} error={error?.at(`${at}.name`)} />
        <SelectField label="Kind" value={gate.kind ?? 'expression'} choices={kinds} onChange={become} error={error?.at(`${at}.kind`)} />
        <SelectField label="Judges" value={gate.judges ?? 'entries'} choices={reaches} onChange={(judges) => change({ judges })} error={error?.at(`${at}.judges`)} />
        <TextField label="Least score that passes" inputMode="decimal" value={String(gate.threshold ?? '0.5')} onChange={(threshold) => change({ threshold })} hint="Above 0, at most 1." error={error?.at(`${at}.threshold`)} />
        <SelectField label="Where it has no value" value={gate.whenMissing ?? 'refuse'} choices={missing} onChange={(whenMissing) => change({ whenMissing })} />
        <Switch label="Switched on" isOn={gate.enabled ?? true} onChange={(enabled) => change({ enabled })} />
      </div>
      {gate.kind === 'expression' && (
        <>
          <TextField label="Expression" value={gate.expression ?? ''} onChange={(expression) => change({ expression })} placeholder="market.spread_percent < 0.05 and performance.losses_in_a_row < 3" error={error?.under(`${at}.expression`)} />
          <ExpressionCheck expression={gate.expression ?? ''} />
        </>
      )}
      {gate.kind === 'http' && gate.scorer && <ScorerFields scorer={gate.scorer} at={`${at}.scorer`} error={error} onChange={(scorer) => change({ scorer })} />}
      {gate.kind === 'alignment' && <AlignmentFields rules={gate.rules ?? []} at={`${at}.rules`} error={error} onChange={(rules) => change({ rules })} />}
      <div className={form.actions}>
        {onEarlier && <Button onClick={onEarlier}>Ask earlier</Button>}
        <Button look="danger" onClick={onRemove}>
          Remove the gate
        </Button>
      </div>
    </fieldset>
  );
}

interface ScorerProps {
  scorer: NonNullable<Gate['scorer']>;
  at: string;
  error: ApiError | null;
  onChange: (scorer: NonNullable<Gate['scorer']>) => void;
}

const ScorerFields = ({ scorer, at, error, onChange }: ScorerProps) => (
  <div className={form.fields}>
    <TextField label="Address" value={scorer.url ?? ''} onChange={(url) => onChange({ ...scorer, url })} hint="https; the signal is posted there." error={error?.at(`${at}.url`)} />
    <TextField label="Gate secret it is asked with" value={scorer.secretName ?? ''} onChange={(name) => onChange({ ...scorer, secretName: name || undefined })} placeholder="none" error={error?.at(`${at}.secretName`)} />
    <TextField
      label="Answers within, ms"
      inputMode="numeric"
      value={String(scorer.budgetMs ?? 500)}
      onChange={(text) => onChange({ ...scorer, budgetMs: whole(text) })}
      error={error?.at(`${at}.budgetMs`)}
    />
    <SelectField label="Where no answer comes" value={scorer.onFailure ?? 'refuse'} choices={missing} onChange={(onFailure) => onChange({ ...scorer, onFailure })} />
    <Switch label="Advice alone" isOn={scorer.isAdvice ?? false} onChange={(isAdvice) => onChange({ ...scorer, isAdvice })} hint="Its score is there for other gates as scores.name, and refuses nothing itself." />
  </div>
);

interface AlignmentProps {
  rules: Rule[];
  at: string;
  error: ApiError | null;
  onChange: (rules: Rule[]) => void;
}

const AlignmentFields = ({ rules, at, error, onChange }: AlignmentProps) => (
  <>
    {rules.map((rule, index) => (
      <div key={index} className={form.fields}>
        <TextField label={`Rule ${index + 1}: name`} value={rule.name ?? ''} onChange={(name) => onChange(rules.with(index, { ...rule, name }))} error={error?.at(`${at}[${index}].name`)} />
        <TextField label={`Rule ${index + 1}: expression`} value={rule.expression ?? ''} onChange={(expression) => onChange(rules.with(index, { ...rule, expression }))} error={error?.under(`${at}[${index}].expression`)} />
        <TextField label={`Rule ${index + 1}: weight`} inputMode="decimal" value={String(rule.weight ?? '1')} onChange={(weight) => onChange(rules.with(index, { ...rule, weight }))} error={error?.at(`${at}[${index}].weight`)} />
        <Button onClick={() => onChange(rules.toSpliced(index, 1))}>Remove rule {index + 1}</Button>
      </div>
    ))}
    <div>
      <Button onClick={() => onChange([...rules, { name: `rule${rules.length + 1}`, expression: '' } as Rule])}>Add a rule</Button>
    </div>
  </>
);
