import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { ExternalIdentity } from './ExternalIdentity';
import { OpenSessions } from './OpenSessions';
import { Passkeys } from './Passkeys';
import { PasswordForm } from './PasswordForm';
import { SecondFactor } from './SecondFactor';

/** How whoever is signed in gets in, and from where they are in now. */
export default function SecurityPage() {
  return (
    <div className={form.page}>
      <h1>Your sign-in</h1>
      <Panel title="Second factor" note="a code of your phone beside the password">
        <SecondFactor />
      </Panel>
      <Panel title="Passkeys" note="instead of password and code">
        <Passkeys />
      </Panel>
      <Panel title="Password">
        <PasswordForm />
      </Panel>
      <ExternalIdentity />
      <OpenSessions />
    </div>
  );
}
