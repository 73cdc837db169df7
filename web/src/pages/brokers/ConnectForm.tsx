import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { SelectField, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { useLedTo } from '../../parts/useLedTo';
import { Permitted } from '../../permissions/Permitted';
import { navigate } from '../../router';

type Texts = Record<string, string>;

const filled = (texts: Texts) => Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''));

/** Connects an account. Keys go to the server's vault and are never shown again. */
export function ConnectForm() {
  const brokers = useQuery({ queryKey: ['brokers'], queryFn: ({ signal }) => get<Schemas['BrokersDocument']>(at('brokers'), signal) });
  const [name, setName] = useState('');
  const place = useLedTo<HTMLFormElement>('new');
  const [chosen, setChosen] = useState('paper');
  const [mode, setMode] = useState<Schemas['AccountMode']>('paper');
  const [credentials, setCredentials] = useState<Texts>({});
  const [settings, setSettings] = useState<Texts>({});
  const broker = brokers.data?.items.find((each) => each.name === chosen);
  const connect = useChange(
    () => post<Schemas['ConnectionDocument']>(at('connections'), { name, broker: chosen, mode, credentials: filled(credentials), settings: filled(settings) }),
    ['connections', 'accounts'],
    (made) => {
      setCredentials({});
      navigate(`/brokers/${made.id}`);
    },
  );
  const choose = (next: string) => {
    setChosen(next);
    setCredentials({});
    setSettings({});
    setMode(brokers.data?.items.find((each) => each.name === next)?.modes[0] ?? 'paper');
  };
  return (
    <Panel title="Connect an account">
      <form
        ref={place}
        className={form.page}
        onSubmit={(event) => {
          event.preventDefault();
          connect.mutate(undefined);
        }}
      >
        <Permitted need={{ scope: 'configure' }} isNoted>
          <FormErrors error={connect.error} />
          <div className={form.fields}>
            <SelectField label="Broker" value={chosen} choices={(brokers.data?.items ?? []).map((each) => [each.name, each.title] as const)} onChange={choose} error={connect.error?.at('broker')} />
            <SelectField label="Money" value={mode} choices={(broker?.modes ?? ['paper']).map((each) => [each, each === 'paper' ? 'Paper: nothing real' : 'Live: real money'] as const)} onChange={setMode} error={connect.error?.at('mode')} />
            <TextField label="Name" value={name} onChange={setName} placeholder="My paper account" error={connect.error?.at('name')} />
            {[...(broker?.credentials ?? []), ...(broker?.optionalCredentials ?? [])].map((each) => (
              <TextField
                key={each}
                label={broker?.optionalCredentials.includes(each) ? `${each} (if it has one)` : each}
                type="password"
                autoComplete="off"
                value={credentials[each] ?? ''}
                onChange={(value) => setCredentials({ ...credentials, [each]: value })}
                error={connect.error?.at(`credentials.${each}`)}
              />
            ))}
            {broker?.settings.map((each) => (
              <TextField key={each} label={each} value={settings[each] ?? ''} onChange={(value) => setSettings({ ...settings, [each]: value })} error={connect.error?.at(`settings.${each}`)} />
            ))}
          </div>
          <div className={form.actions}>
            <Button type="submit" look="primary" isBusy={connect.isPending}>
              Connect
            </Button>
          </div>
        </Permitted>
      </form>
    </Panel>
  );
}
