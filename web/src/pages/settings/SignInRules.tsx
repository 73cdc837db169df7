import { useQuery } from '@tanstack/react-query';
import { useChange } from '../../api/change';
import { at, get, put, type Schemas } from '../../api/client';
import { useDraft } from '../../api/draft';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { Switch } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { words } from '../../parts/format';
import { Outdated } from '../../parts/Outdated';
import { Panel } from '../../parts/Panel';

type Role = Schemas['Role'];
type Rules = Schemas['SignInRulesDocument'];

/** Which roles sign in with a second factor only. */
export function SignInRules({ roles }: { roles: readonly Role[] }) {
  const rules = useQuery({ queryKey: ['sign-in-rules'], queryFn: ({ signal }) => get<Rules>(at('sign-in-rules'), signal) });
  return rules.data ? <RulesForm stored={rules.data} roles={roles} /> : null;
}

function RulesForm({ stored, roles }: { stored: Rules; roles: readonly Role[] }) {
  const { draft, set, isDirty, isOutdated, adopt, reload } = useDraft(stored);
  const save = useChange((next: Rules) => put<Rules>(at('sign-in-rules'), next), ['sign-in-rules', 'session'], adopt);
  const asked = draft.secondFactorRequiredFor;
  return (
    <Panel title="Second factor required" note="whoever has none can only set one up, from the next request on">
      {isOutdated && <Outdated what="rule" onReload={reload} />}
      <div className={form.fields}>
        {roles.map((role) => (
          <Switch
            key={role}
            label={`for every ${words(role)}`}
            isOn={asked.includes(role)}
            disabled={save.isPending}
            onChange={(on) => set({ secondFactorRequiredFor: roles.filter((each) => (each === role ? on : asked.includes(each))) })}
          />
        ))}
        {isDirty && (
          <ConfirmButton look="plain" label="Save the rule" sure={asked.length > 0 ? `Require it of: ${asked.map(words).join(', ')}?` : 'Require it of nobody?'} isBusy={save.isPending} onConfirm={() => save.mutate(draft)}>
            Save the rule
          </ConfirmButton>
        )}
      </div>
      <FormErrors error={save.error} />
    </Panel>
  );
}
