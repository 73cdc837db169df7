import { SelectField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { OnlyFor } from '../../permissions/OnlyFor';
import { setPreferences, usePreferences } from '../../shell/preferences';
import { Clients } from './Clients';
import { roles } from './roles';
import { SignInRules } from './SignInRules';
import { Tokens } from './Tokens';
import { Upkeep } from './Upkeep';
import { Users } from './Users';
import { Vault } from './Vault';

export default function SettingsPage() {
  const preferences = usePreferences();
  return (
    <div className={form.page}>
      <h1>Settings</h1>
      <Panel title="How things look" note="kept in this browser">
        <div className={form.fields}>
          <SelectField label="Theme" value={preferences.theme} choices={[['dark', 'Dark'], ['light', 'Light']]} onChange={(theme) => setPreferences({ theme })} />
          <SelectField label="Rising prices" value={preferences.rising} choices={[['green', 'Green'], ['red', 'Red']]} onChange={(rising) => setPreferences({ rising })} />
          <SelectField label="Times" value={preferences.clock} choices={[['local', 'Local time'], ['utc', 'UTC']]} onChange={(clock) => setPreferences({ clock })} />
        </div>
      </Panel>
      <Tokens />
      <OnlyFor need={{ scope: 'audit' }} title="Backups, checkpoints and archives are for auditors and administrators">
        <Upkeep />
      </OnlyFor>
      <OnlyFor need={{ scope: 'admin' }} title="Users, OAuth clients, sign-in rules and the vault are for administrators">
        <Clients />
        <Users />
        <SignInRules roles={roles.map(([role]) => role)} />
        <Vault />
      </OnlyFor>
    </div>
  );
}
