import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { ApiError, at, get, post, type Schemas } from '../../api/client';
import styles from '../../jobs/Jobs.module.css';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { CopyButton } from '../../parts/CopyButton';
import { Field } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { Permitted } from '../../permissions/Permitted';

type Plan = Schemas['ImportDocument'];

/** What a file would change, with the file it is about: that one is applied, whatever stands in the field by then. */
interface Seen {
  plan: Plan;
  file: string;
}

const written = async () => JSON.stringify(await get(at('configuration/export')), null, 2);

/** What is no JSON is said here: the server would only say the same of the whole request. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    throw new ApiError(0, 'malformed-json', `The file is not valid JSON: ${(fault as Error).message}`, []);
  }
}

/** Strategies, subscriptions and destinations as a file: out of this installation, and into it after a look at what would change. */
export function ConfigurationFile() {
  const [text, setText] = useState('');
  const [seen, setSeen] = useState<Seen>();
  const type = (next: string) => {
    setText(next);
    setSeen(undefined);
  };
  const look = useMutation<Plan, ApiError, string>({
    mutationFn: async (file) => post<Plan>(at('configuration/import'), { file: read(file) }),
    onMutate: () => setSeen(undefined),
    onSuccess: (plan, file) => setSeen({ plan, file }),
  });
  const apply = useChange(
    async ({ plan, file }: Seen): Promise<Seen> => ({ plan: await post<Plan>(at('configuration/import'), { file: read(file), apply: plan.configurationVersion }), file }),
    ['strategies', 'subscriptions', 'destinations', 'effective', 'history'],
    setSeen,
  );
  const save = useMutation<void, ApiError>({
    mutationFn: async () => {
      const address = URL.createObjectURL(new Blob([await written()], { type: 'application/json' }));
      Object.assign(document.createElement('a'), { href: address, download: 'signalbox-configuration.json' }).click();
      URL.revokeObjectURL(address);
    },
  });
  return (
    <Panel
      title="Strategies, subscriptions and destinations as a file"
      note="without secrets and connections"
      actions={
        <Permitted need={{ scope: 'admin' }}>
          <Button isBusy={save.isPending} onClick={() => save.mutate()}>
            Save the file
          </Button>
          <CopyButton text={written}>Copy it</CopyButton>
        </Permitted>
      }
    >
      <Permitted need={{ scope: 'admin' }} isNoted>
        <form
          className={styles.file}
          onSubmit={(event) => {
            event.preventDefault();
            look.mutate(text);
          }}
        >
          <Field label="File to import" hint="A file saved here or at another installation. Its accounts must exist under the same ids.">
            {(ids) => (
              <input
                {...ids}
                type="file"
                accept="application/json,.json"
                onChange={(event) => {
                  const file = event.target.files?.[0];
                  if (file) void file.text().then(type);
                }}
              />
            )}
          </Field>
          <Field label="or its text" error={look.error?.under('file')}>
            {(ids) => <textarea {...ids} rows={6} spellCheck={false} value={text} onChange={(event) => type(event.target.value)} />}
          </Field>
          <div className={form.actions}>
            <Button type="submit" look="primary" isBusy={look.isPending} disabled={text.trim() === ''}>
              See what it would change
            </Button>
          </div>
        </form>
      </Permitted>
      <FormErrors error={save.error ?? look.error ?? apply.error} />
      {seen && (seen.plan.applied || seen.file === text) && <PlanStory plan={seen.plan} isBusy={apply.isPending} onApply={() => apply.mutate(seen)} />}
    </Panel>
  );
}

function PlanStory({ plan, isBusy, onApply }: { plan: Plan; isBusy: boolean; onApply: () => void }) {
  const changing = plan.items.filter((item) => item.action !== 'keep').length;
  return (
    <div className={styles.plan} role="status">
      <p>
        <strong>{plan.applied ? 'Applied.' : changing === 0 ? 'It would change nothing.' : `It would change ${changing} of ${plan.items.length}.`}</strong>
      </p>
      <div className={form.scroll} tabIndex={0} role="region" aria-label="What the import changes">
        <table className={form.table}>
          <tbody>
            {plan.items.map((item) => (
              <tr key={`${item.kind}-${item.id}`}>
                <td>
                  <Badge state={item.action} tone={item.action === 'create' ? 'up' : item.action === 'change' ? 'warn' : 'quiet'} />
                </td>
                <td>
                  {item.kind} {item.name}
                </td>
                <td>
                  {item.action === 'change' &&
                    item.changes.map((change) => (
                      <div key={change.path}>
                        <code>{change.path}</code>: {JSON.stringify(change.before) ?? 'nothing'} → {JSON.stringify(change.after) ?? 'nothing'}
                      </div>
                    ))}
                  {item.kind === 'destination' && item.action === 'create' && 'Without its address, which no file holds, and so off: enter it on the page Alerts, under Destinations.'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!plan.applied && changing > 0 && (
        <div>
          <ConfirmButton label="Apply the import" sure={`Apply ${changing} changes?`} look="up" isBusy={isBusy} onConfirm={onApply}>
            Apply the import
          </ConfirmButton>
        </div>
      )}
    </div>
  );
}
