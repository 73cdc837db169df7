import { useQuery } from '@tanstack/react-query';
import { useChange } from '../../api/change';
import { at, get, put, type Schemas } from '../../api/client';
import { Switch } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { words } from '../../parts/format';
import { Panel } from '../../parts/Panel';

type Role = Schemas['Role'];
type Rules = Schemas['SignInRulesDocument'];

/** Which roles sign in with a second factor only. */
export function SignInRules({ roles }: { roles: readonly Role[] }) {
  const rules = useQuery({ queryKey: ['sign-in-rules'], queryFn: ({ signal }) => get<Rules>(at('sign-in-rules'), signal) });
  const change = useChange((input: Rules) => put(at('sign-in-rules'), input), ['sign-in-rules', 'session']);
  const now = rules.data;
  if (!now) return null;
  const isOn = (role: Role) => now.secondFactorRequiredFor.includes(role);
  return (
    <Panel title="Second factor required" note="whoever has none can only set one up, from the next request on">
      <div className={form.fields}>
        {roles.map((role) => (
          <Switch
            key={role}
            label={`for every ${words(role)}`}
            isOn={isOn(role)}
            disabled={change.isPending}
            onChange={(on) => change.mutate({ version: now.version, secondFactorRequiredFor: on ? [...now.secondFactorRequiredFor, role] : now.secondFactorRequiredFor.filter((each) => each !== role) })}
          />
        ))}
      </div>
      <FormErrors error={change.error} />
    </Panel>
  );
}
