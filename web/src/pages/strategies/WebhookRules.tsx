import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, put, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { SelectField, Switch, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
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

/** Where calls may come from, how many, and until when the address is one. */
export function WebhookRules({ path, protection }: { path: string; protection: Protection }) {
  const senders = protection.senders.map((sender) => sender.name);
  const [named, setNamed] = useState(protection.sources.filter((source) => senders.includes(source)));
  const [ranges, setRanges] = useState(protection.sources.filter((source) => !senders.includes(source)).join(', '));
  const [limits, setLimits] = useState(protection.limits);
  const [preset, setPreset] = useState(presetOf(protection.limits));
  const [tolerance, setTolerance] = useState(String(protection.toleranceSeconds));
  const [certificate, setCertificate] = useState(protection.clientCertificate);
  const [expires, setExpires] = useState(protection.secretExpiresAt?.slice(0, 16) ?? '');
  const sources = [...named, ...ranges.split(',').map((range) => range.trim()).filter(Boolean)];
  const save = useChange(
    () =>
      put<Protection>(at(`${path}/protection`), {
        version: protection.version,
        sources,
        limits,
        toleranceSeconds: Number(tolerance),
        clientCertificate: certificate,
        ...(expires ? { secretExpiresAt: `${expires.length === 16 ? `${expires}:00` : expires}Z` } : {}),
      }),
    ['webhook'],
  );
  const error = save.error;
  const choose = (next: Preset) => {
    setPreset(next);
    if (next !== 'own') setLimits(presets[next]);
  };
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
        <FormErrors error={error} />
        <div className={form.fields}>
          {protection.senders.map((sender) => (
            <Switch
              key={sender.name}
              label={`From ${sender.name}`}
              isOn={named.includes(sender.name)}
              onChange={(isOn) => setNamed(isOn ? [...named, sender.name] : named.filter((name) => name !== sender.name))}
              hint={sender.addresses.join(', ')}
            />
          ))}
          <TextField
            label="From these addresses"
            value={ranges}
            onChange={setRanges}
            placeholder="anywhere"
            hint="Such as 203.0.113.7, 198.51.100.0/24. With none and no sender chosen: from anywhere."
            error={error?.errors.find((each) => each.path.startsWith('sources'))?.message}
          />
          <SelectField label="Requests" value={preset} choices={presetNames} onChange={choose} hint="Above them the sender is told to wait." />
          {preset === 'own' && <OwnLimits limits={limits} onChange={setLimits} errorAt={(field) => error?.at(`limits.${field}`)} />}
          <TextField
            label="The address ends at, UTC"
            type="datetime-local"
            value={expires}
            onChange={setExpires}
            hint="Empty: never."
            error={error?.at('secretExpiresAt')}
          />
          <TextField
            label="A signature is good for, seconds"
            inputMode="numeric"
            value={tolerance}
            onChange={setTolerance}
            hint="Counts where callers must sign."
            error={error?.at('toleranceSeconds')}
          />
          <Switch
            label="TradingView's client certificate"
            isOn={certificate}
            onChange={setCertificate}
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
      onChange={(text) => onChange({ ...limits, [field]: text === '' ? undefined : Number(text) })}
      placeholder={field === 'perMinute' || field === 'perHour' ? 'not limited' : undefined}
      error={errorAt(field)}
    />
  ));
}
