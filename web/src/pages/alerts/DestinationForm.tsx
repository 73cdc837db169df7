import { useEffect, useRef, useState } from 'react';
import { useChange } from '../../api/change';
import { at, post, put, type ApiError, type Schemas } from '../../api/client';
import { useNames } from '../../api/names';
import { Button } from '../../parts/Button';
import { SelectField, Switch, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import own from './AlertsPage.module.css';
import { addressOf, guidance, kindTitles, noAddress, type AddressDraft, type Kind } from './destinationKinds';

type Destination = Schemas['DestinationDocument'];
type Grade = Schemas['DestinationGrade'];

interface Props {
  /** Absent: a new one. */
  stored?: Destination;
  incidentKinds: readonly string[];
  onDone: () => void;
}

const kinds = Object.entries(kindTitles) as [Kind, string][];
const grades = [['calling', 'What calls a person'], ['grave', 'The gravest alone'], ['everything', 'Also what is only listed']] as const;

/** A destination that is made or changed. Its address is never shown again: it stays, or is entered anew as a whole. */
export function DestinationForm({ stored, incidentKinds, onDone }: Props) {
  const [name, setName] = useState(stored?.name ?? '');
  const [kind, setKind] = useState<Kind>(stored?.kind ?? 'ntfy');
  const [isOn, setOn] = useState(stored?.enabled ?? true);
  const [grade, setGrade] = useState<Grade>(stored?.grade ?? 'calling');
  const [chosen, setChosen] = useState<readonly string[]>(stored?.kinds ?? []);
  const [strategyId, setStrategy] = useState(stored?.strategyId ?? '');
  const [accountId, setAccount] = useState(stored?.accountId ?? '');
  const [isAddressNew, setAddressNew] = useState(!stored?.place);
  const [address, setAddress] = useState(noAddress);
  const strategies = useNames('strategies');
  const accounts = useNames('connections');
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector('input')?.focus(), []);
  const save = useChange(
    () => {
      const body = {
        name, kind, enabled: isOn, grade, kinds: chosen, strategyId: strategyId || undefined, accountId: accountId || undefined, version: stored?.version,
        address: isAddressNew ? addressOf(kind, address) : undefined,
      };
      return stored ? put(at(`notifications/destinations/${stored.id}`), body) : post(at('notifications/destinations'), body);
    },
    ['destinations', 'audit'],
    onDone,
  );
  const error = save.error;
  const toldOf = kind !== 'heartbeat';
  return (
    <Panel title={stored ? `Edit ${stored.name}` : 'A new destination'} note={guidance[kind]}>
      <form
        className={form.page}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        <div className={form.fields} ref={first}>
          <TextField label="Name of the destination" value={name} onChange={setName} placeholder="My phone" error={error?.at('name')} />
          <SelectField label="Kind" value={kind} choices={kinds} onChange={setKind} disabled={stored !== undefined} hint={stored && 'It stays of its kind.'} error={error?.at('kind')} />
          {toldOf && <SelectField label="Told of" value={grade} choices={grades} onChange={setGrade} hint={grade === 'grave' ? 'Emergencies and positions without a stop, where the rules let them call.' : undefined} />}
          {toldOf && <SelectField label="Account" value={accountId} choices={[['', 'any, and the installation'], ...accounts.choices]} onChange={setAccount} error={error?.at('accountId')} />}
          {toldOf && (
            <SelectField label="Strategy" value={strategyId} choices={[['', 'any'], ...strategies.choices]} onChange={setStrategy} hint={strategyId ? 'What belongs to no strategy, such as a position without a stop, is not told then.' : undefined} error={error?.at('strategyId')} />
          )}
          <Switch label="Switched on" isOn={isOn} onChange={setOn} hint={isOn ? undefined : 'What waits for it is dropped.'} />
        </div>
        {toldOf && (
          <fieldset className={own.kinds}>
            <legend>Kinds of incidents</legend>
            {incidentKinds.map((each) => (
              <label key={each}>
                <input type="checkbox" checked={chosen.includes(each)} onChange={(event) => setChosen(event.target.checked ? [...chosen, each] : chosen.filter((other) => other !== each))} /> {words(each)}
              </label>
            ))}
            {chosen.length === 0 && <span className={form.muted}>None is named: any.</span>}
          </fieldset>
        )}
        {isAddressNew ? (
          <AddressFields kind={kind} address={address} error={error} onChange={(part) => setAddress({ ...address, ...part })} />
        ) : (
          <p className={form.actions}>
            <span>The address stays as it is: {stored?.place}.</span>
            <Button onClick={() => setAddressNew(true)}>Enter another address</Button>
          </p>
        )}
        <FormErrors error={error} />
        <p className={form.actions}>
          <Button type="submit" look="primary" isBusy={save.isPending}>
            {stored ? 'Save the destination' : 'Create the destination'}
          </Button>
          <Button onClick={onDone}>Cancel</Button>
        </p>
      </form>
    </Panel>
  );
}

interface AddressProps {
  kind: Kind;
  address: AddressDraft;
  error: ApiError | null;
  onChange: (part: Partial<AddressDraft>) => void;
}

const securities = [['starttls', 'STARTTLS (port 587)'], ['tls', 'TLS from the first byte (port 465)'], ['none', 'none: a server on this machine']] as const;
const urlLabels: Record<Exclude<Kind, 'email'>, readonly [string, string]> = {
  ntfy: ['Address of the topic', 'https://ntfy.sh/a-name-nobody-guesses'],
  telegram: ['Bot API server, if it is your own', 'https://api.telegram.org'],
  discord: ['Address of the webhook', 'https://discord.com/api/webhooks/…'],
  slack: ['Address of the webhook', 'https://hooks.slack.com/services/…'],
  webhook: ['Address', 'https://hooks.example/alerts'],
  heartbeat: ['Address of the check', 'https://hc-ping.com/…'],
};

function AddressFields({ kind, address, error, onChange }: AddressProps) {
  const field = (part: keyof AddressDraft & string, label: string, more: { placeholder?: string; hint?: string; type?: string; inputMode?: 'numeric' } = {}) => (
    <TextField label={label} autoComplete="off" spellCheck={false} value={address[part]} onChange={(value) => onChange({ [part]: value })} error={error?.under(`address.${part}`)} {...more} />
  );
  const secret = { type: 'password', hint: 'Kept in the vault, and never shown again.' };
  if (kind === 'email') {
    return (
      <div className={form.fields}>
        {field('host', 'Mail server', { placeholder: 'smtp.example.org' })}
        <SelectField label="Security" value={address.security} choices={securities} onChange={(security) => onChange({ security })} error={error?.at('address.security')} />
        {field('port', 'Port', { placeholder: address.security === 'tls' ? '465' : '587', inputMode: 'numeric' })}
        {field('user', 'User of the mail server')}
        {field('password', 'Password of the mail server', secret)}
        {field('from', 'From', { placeholder: 'signalbox@example.org' })}
        {field('to', 'To', { placeholder: 'me@example.org, you@example.org' })}
      </div>
    );
  }
  const [label, placeholder] = urlLabels[kind];
  return (
    <div className={form.fields}>
      {kind === 'telegram' && field('token', 'Token of the bot', secret)}
      {kind === 'telegram' && field('chat', 'Chat', { placeholder: '-1001234567890' })}
      {field('url', label, { placeholder })}
      {(kind === 'webhook' || kind === 'ntfy') && field('token', 'Access token', { ...secret, placeholder: 'optional' })}
    </div>
  );
}
