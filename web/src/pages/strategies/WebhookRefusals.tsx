import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import form from '../../parts/Form.module.css';
import { clock } from '../../parts/format';
import { Panel } from '../../parts/Panel';

type Refusals = Schemas['WebhookRefusalsDocument'];

const everyMs = 10_000;

/** Who knocked and was not let in: a forgotten alert, or somebody who tries. */
export function WebhookRefusals({ path, strategy }: { path: string; strategy: string }) {
  const refusals = useQuery({ queryKey: ['webhook', strategy, 'refusals'], queryFn: ({ signal }) => get<Refusals>(at(`${path}/refusals`), signal), refetchInterval: everyMs });
  if (!refusals.data) return null;
  const { counts, last, formerSecretUses, formerSecretUsedAt } = refusals.data;
  const summary = counts.map((each) => `${each.count} × ${each.code}`).join(', ');
  return (
    <Panel title="Refused at the webhook" note="since this node started; refused calls are counted, not kept">
      {Number(formerSecretUses) > 0 && (
        <p>
          The old address was used {formerSecretUses} times, last at {clock(formerSecretUsedAt!)}: something still has it.
        </p>
      )}
      {last.length === 0 ? (
        <p className={form.muted}>Nothing was refused.</p>
      ) : (
        <>
          <p>{summary}</p>
          <div className={form.scroll} tabIndex={0} role="region" aria-label="The last refused calls">
            <table className={form.table}>
              <thead>
                <tr>
                  <th scope="col">At</th>
                  <th scope="col">From</th>
                  <th scope="col">Reason</th>
                </tr>
              </thead>
              <tbody>
                {last.map((call, index) => (
                  <tr key={index}>
                    <td>{clock(call.at)}</td>
                    <td>
                      <code>{call.from}</code>
                    </td>
                    <td>{call.code}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Panel>
  );
}
