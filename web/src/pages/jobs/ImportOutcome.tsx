import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { at, get, type ApiError, type Schemas } from '../../api/client';
import { JobLine } from '../../jobs/JobLine';
import styles from '../../jobs/Jobs.module.css';
import { useJob } from '../../jobs/useJob';
import { Badge } from '../../parts/Badge';
import { ConfirmButton } from '../../parts/ConfirmButton';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';

type Plan = Schemas['ImportDocument'];

interface Props {
  /** Of the job. */
  id: string;
  isBusy: boolean;
  /** Absent: the file it was about is not at hand any more. */
  onApply?: (version: number) => void;
  onLine?: (line: number) => void;
  onClose: () => void;
}

/** An import: how far it is, what is wrong with the file, or what it changes. */
export function ImportOutcome({ id, isBusy, onApply, onLine, onClose }: Props) {
  const queries = useQueryClient();
  const { job } = useJob(id);
  const plan = useQuery<Plan, ApiError>({
    queryKey: ['jobs', id, 'import'],
    queryFn: ({ signal }) => get<Plan>(at(`jobs/${id}/import`), signal),
    enabled: job?.kind === 'import' && job.hasResult,
    staleTime: Infinity,
  });
  const isApplied = plan.data?.applied === true;
  useEffect(() => {
    if (!isApplied) return;
    for (const shown of ['strategies', 'subscriptions', 'destinations', 'effective', 'history']) void queries.invalidateQueries({ queryKey: [shown] });
  }, [isApplied, queries]);
  return (
    <div className={styles.plan}>
      <JobLine id={id} what="import" onClose={onClose} />
      {job?.status === 'failed' && job.errors.length > 0 && <FormErrors error={{ message: job.message ?? 'It failed.', errors: job.errors }} onLine={onLine} />}
      <FormErrors error={plan.error} />
      {plan.data && <PlanStory plan={plan.data} isBusy={isBusy} onApply={onApply} />}
    </div>
  );
}

function PlanStory({ plan, isBusy, onApply }: { plan: Plan; isBusy: boolean; onApply?: (version: number) => void }) {
  const changing = plan.items.filter((item) => item.action !== 'keep').length;
  return (
    <>
      <p role="status">
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
          {onApply ? (
            <ConfirmButton label="Apply the import" sure={`Apply ${changing} changes?`} look="up" isBusy={isBusy} onConfirm={() => onApply(Number(plan.configurationVersion))}>
              Apply the import
            </ConfirmButton>
          ) : (
            <p className={form.muted}>The file is not in this page any more, or was changed here: choose it again and look at what it would change, to apply it.</p>
          )}
        </div>
      )}
    </>
  );
}
