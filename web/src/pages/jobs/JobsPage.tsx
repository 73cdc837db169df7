import { useQuery } from '@tanstack/react-query';
import { useChange } from '../../api/change';
import { at, get, post, remove, type Schemas } from '../../api/client';
import { JobProgress } from '../../jobs/JobProgress';
import { isOver } from '../../jobs/useJob';
import { useRefresh } from '../../live/useLive';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock, words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Permitted } from '../../permissions/Permitted';
import { Link } from '../../router';
import { ConfigurationFile } from './ConfigurationFile';

/** Work that takes longer than somebody waits: exports, imports, rebuilds. */
export default function JobsPage() {
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: ({ signal }) => get<Schemas['JobsDocument']>(at('jobs'), signal), refetchInterval: 5_000 });
  useRefresh('jobs', 'jobs');
  const rebuild = useChange(() => post(at('jobs/rebuild')), ['jobs']);
  const cancel = useChange((id: string) => remove(at(`jobs/${id}`)), ['jobs']);
  if (jobs.error && !jobs.data) return <Problem error={jobs.error} onRetry={() => void jobs.refetch()} />;
  if (!jobs.data) return <Loading what="the jobs" />;
  return (
    <div className={form.page}>
      <h1>Exports & jobs</h1>
      <FormErrors error={cancel.error ?? rebuild.error} />
      <Panel
        title="Jobs"
        note="those that are over are kept for a day"
        actions={
          <Permitted need={{ scope: 'admin' }}>
            <ConfirmButton label="Rebuild the lists" sure="Build all lists again from the journal? Trading goes on." look="plain" isBusy={rebuild.isPending} onConfirm={() => rebuild.mutate(undefined)}>
              Rebuild the lists
            </ConfirmButton>
          </Permitted>
        }
      >
        {jobs.data.items.length === 0 ? (
          <p className={form.muted}>Nothing is under way. Exports of signals, orders and fills begin at their lists, imports below; each appears here.</p>
        ) : (
          <div className={form.scroll} tabIndex={0} role="region" aria-label="Jobs">
            <table className={form.table}>
              <thead>
                <tr>
                  <th>When</th>
                  <th>What</th>
                  <th>By</th>
                  <th>Status</th>
                  <th>Progress</th>
                </tr>
              </thead>
              <tbody>
                {jobs.data.items.map((job) => (
                  <tr key={job.id}>
                    <td>{clock(job.createdAt)}</td>
                    <td>
                      {words(job.kind)}: {job.title}
                    </td>
                    <td>{job.by}</td>
                    <td>
                      <Badge state={job.status} tone={job.status === 'done' ? 'up' : job.status === 'failed' ? 'down' : 'info'} />
                    </td>
                    <td>
                      <JobProgress job={job} />{' '}
                      {job.kind === 'import' && isOver(job) && <Link href={`/jobs?import=${job.id}`}>Look at it</Link>}{' '}
                      {job.cancellable && (
                        <Button look="quiet" aria-label={`Cancel ${job.title}`} onClick={() => cancel.mutate(job.id)}>
                          Cancel
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <ConfigurationFile jobs={jobs.data.items} />
    </div>
  );
}
