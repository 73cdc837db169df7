import { useChange } from '../../api/change';
import { at, put, type Schemas } from '../../api/client';
import { useDraft } from '../../api/draft';
import { whole } from '../../api/typed';
import { Button } from '../../parts/Button';
import { SelectField, Switch, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Outdated } from '../../parts/Outdated';
import { Panel } from '../../parts/Panel';

type Protection = Schemas['WebhookProtectionDocument'];
type Limits = Schemas['WebhookLimitsDocument'];

const presets: Record<'usual' | 'modest', Limits> = {
  usual: { perSecond: 1000, burst: 5000 },
  modest: { perSecond: 1000, burst: 5000, perMinute: 60, perHour: 500 },
};
const presetNames = [['usual', '1,000 a second, 5,000 at once'], ['modest', '60 a minute and 500 an hour'], ['own', 'Numbers of your own']] as const;
type Preset = (typeof presetNames)[number][0];

const same = (one: Limits, other: Limits) =>
  one.perSecond === other.perSecond && one.burst === other.burst && (one.perMinute ?? null) === (other.perMinute ?? null) && (one.perHour ?? null) === (other.perHour ?? null);
const presetOf = (limits: Limits): Preset => (same(limits, presets.usual) ? 'usual' : same(limits, presets.modest) ? 'modest' : 'own');

/** What is typed here of the protection; what is not typed here may change beside it. */
function shape({ version, senders, sources, limits, toleranceSeconds, clientCertificate, secretExpiresAt }: Protection) {
  const names = senders.map((sender) => sender.name);
  return {
    version,
    named: sources.filter((source) => names.includes(source)),
    ranges: sources.filter((source) => !names.includes(source)).join(', '),
    limits,
    preset: presetOf(limits),
    tolerance: String(toleranceSeconds),
    certificate: clientCertificate,
    expires: secretExpiresAt?.slice(0, 16) ?? '',
  };
}

/** Where calls may come from, how many, and until when the address is one. */
export function WebhookRules({ path, protection }: { path: string; protection: Protection }) {
  const { draft, set, isOutdated, adopt, reload } = useDraft(shape(protection));
  const { version, named, ranges, limits, preset, tolerance, certificate, expires } = draft;
  const sources = [...named, ...ranges.split(',').map((range) => range.trim()).filter(Boolean)];
  const save = useChange(
    () =>
      put<Protection>(at(`${path}/protection`), {
        version,
        sources,
        limits,
        toleranceSeconds: whole(tolerance),
        clientCertificate: certificate,
        ...(expires ? { secretExpiresAt: `${expires.length === 16 ? `${expires}:00` : expires}Z` } : {}),
      }),
    ['webhook'],
    (saved) => adopt(shape(saved)),
  );
  const error = save.error;
  const choose = (next: Preset) => set({ preset: next, limits: next === 'own' ? limits : presets[next] });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <Panel
        title="Where calls come from, and how many"
        note={sources.length ? `only from ${sources.join(', ')}` : 'from anywhere'}
        actions={
          <Button type="submit" look="primary" isBusy={save.isPending}>
            Save rules
          </Button>
        }
      >
        {isOutdated && <Outdated what="set of rules" onReload={reload} />}
        <FormErrors error={error} />
        <div className={form.fields}>
          {protection.senders.map((sender) => (
            <Switch
              key={sender.name}
              label={`From ${sender.name}`}
              isOn={named.includes(sender.name)}
              onChange={(isOn) => set({ named: isOn ? [...named, sender.name] : named.filter((name) => name !== sender.name) })}
              hint={sender.addresses.join(', ')}
            />
          ))}
          <TextField
            label="From these addresses"
            value={ranges}
            onChange={(next) => set({ ranges: next })}
            placeholder="anywhere"
            hint="Such as 203.0.113.7, 198.51.100.0/24. With none and no sender chosen: from anywhere."
            error={error?.errors.find((each) => each.path.startsWith('sources'))?.message}
          />
          <SelectField label="Requests" value={preset} choices={presetNames} onChange={choose} hint="Above them the sender is told to wait." />
          {preset === 'own' && <OwnLimits limits={limits} onChange={(next) => set({ limits: next })} errorAt={(field) => error?.at(`limits.${field}`)} />}
          <TextField
            label="The address ends at, UTC"
            type="datetime-local"
            value={expires}
            onChange={(next) => set({ expires: next })}
            hint="Empty: never."
            error={error?.at('secretExpiresAt')}
          />
          <TextField
            label="A signature is good for, seconds"
            inputMode="numeric"
            value={tolerance}
            onChange={(next) => set({ tolerance: next })}
            hint="Counts where callers must sign."
            error={error?.at('toleranceSeconds')}
          />
          <Switch
            label="TradingView's client certificate"
            isOn={certificate}
            onChange={(next) => set({ certificate: next })}
            hint="Needs a reverse proxy that checks it; docs/webhooks.md says how."
          />
        </div>
      </Panel>
    </form>
  );
}

const fields = [['perSecond', 'A second'], ['burst', 'At once'], ['perMinute', 'In any minute'], ['perHour', 'In any hour']] as const;

function OwnLimits({ limits, onChange, errorAt }: { limits: Limits; onChange: (limits: Limits) => void; errorAt: (field: string) => string | undefined }) {
  return fields.map(([field, label]) => (
    <TextField
      key={field}
      label={label}
      inputMode="numeric"
      value={limits[field] == null ? '' : String(limits[field])}
      onChange={(text) => onChange({ ...limits, [field]: text === '' ? undefined : whole(text) })}
      placeholder={field === 'perMinute' || field === 'perHour' ? 'not limited' : undefined}
      error={errorAt(field)}
    />
  ));
}
