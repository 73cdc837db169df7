import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { at, get, type Schemas } from '../../api/client';
import { Badge } from '../../parts/Badge';
import form from '../../parts/Form.module.css';
import { clock, words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Retention } from './Retention';

type Upkeep = Schemas['UpkeepDocument'];

const everyMs = 60_000;
const kilobytes = (bytes: number | string) => `${Math.max(1, Math.round(Number(bytes) / 1024))} KB`;

/** What keeps the past of this installation safe: when it was last done, when it is done next, and what failed. */
export function Upkeep() {
  const upkeep = useQuery<Upkeep, Error>({ queryKey: ['upkeep'], queryFn: ({ signal }) => get<Upkeep>(at('upkeep'), signal), refetchInterval: everyMs });
  return (
    <Panel title="Backups, checkpoints, archives" note="what fails is also an alert">
      {upkeep.error && !upkeep.data ? (
        <Problem error={upkeep.error} onRetry={() => void upkeep.refetch()} />
      ) : !upkeep.data ? (
        <Loading what="backups and archives" />
      ) : (
        <>
          <States upkeep={upkeep.data} />
          <Retention key={Number(upkeep.data.retention.version)} kept={upkeep.data.retention} />
          <Archives archives={upkeep.data.archives} />
        </>
      )}
    </Panel>
  );
}

const States = ({ upkeep: { backup, checkpoints, archives } }: { upkeep: Upkeep }) => (
  <div className={form.scroll} tabIndex={0} role="region" aria-label="How they are doing">
    <table className={form.table}>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">State</th>
          <th scope="col">Last</th>
          <th scope="col">Next</th>
          <th scope="col">How</th>
        </tr>
      </thead>
      <tbody>
        <Line
          what="Daily backup"
          isOn={Boolean(backup.folder)}
          failure={backup.failure}
          last={backup.newest && `${clock(backup.newestAt)}, ${kilobytes(backup.newestBytes ?? 0)}`}
          next={backup.nextAt}
          how={
            backup.folder ? (
              <>
                The newest {backup.keep} stay in <code>{backup.folder}</code>. Another one now: <code>signalbox backup FILE</code>
              </>
            ) : (
              <>
                Start the server with <code>--backup-folder</code> and <code>--passphrase-file</code>, or write one now: <code>signalbox backup FILE</code>
              </>
            )
          }
        />
        <Line
          what="Daily checkpoint"
          isOn
          failure={checkpoints.failure}
          last={checkpoints.newest}
          next={checkpoints.nextAt}
          how={
            <>
              {checkpoints.postedTo ? `Also posted to ${checkpoints.postedTo}. ` : 'Keep copies elsewhere. '}Prove the journal by them: <code>signalbox verify</code>
            </>
          }
        />
        <Line
          what="Monthly archives"
          isOn
          failure={archives.failure}
          last={archives.items[0]?.file}
          next={archives.nextAt}
          how={
            <>
              Closed after each month in <code>{archives.folder}</code>, read-only. Prove them: <code>signalbox verify</code>
            </>
          }
        />
      </tbody>
    </table>
  </div>
);

interface LineProps {
  what: string;
  isOn: boolean;
  failure?: string | null;
  last?: string | null;
  next?: string | null;
  how: ReactNode;
}

const Line = ({ what, isOn, failure, last, next, how }: LineProps) => (
  <tr>
    <th scope="row">{what}</th>
    <td>
      <Badge state={failure ? 'failed' : isOn ? 'well' : 'off'} tone={failure ? 'down' : isOn ? 'up' : 'quiet'} />
      {failure && <div role="alert">{failure}</div>}
    </td>
    <td>{last ?? 'never'}</td>
    <td>{next ? clock(next) : '–'}</td>
    <td>{how}</td>
  </tr>
);

const Archives = ({ archives }: { archives: Upkeep['archives'] }) =>
  archives.items.length === 0 ? (
    <p className={form.muted}>There is no archive yet: the first is closed when this month is over.</p>
  ) : (
    <div className={form.scroll} tabIndex={0} role="region" aria-label="Archives there are">
      <table className={form.table}>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Holds</th>
            <th scope="col">Events</th>
            <th scope="col">Size</th>
            <th scope="col">SHA-256</th>
            <th scope="col">File</th>
          </tr>
        </thead>
        <tbody>
          {archives.items.map((archive) => (
            <tr key={archive.file}>
              <td>{archive.month}</td>
              <td>{words(archive.kind)}</td>
              <td>{archive.events}</td>
              <td>{kilobytes(archive.bytes)}</td>
              <td>
                <code title={archive.sha256}>{archive.sha256.slice(0, 16)}…</code>
              </td>
              <td>
                {archive.removedAt ? (
                  `deleted ${clock(archive.removedAt)}`
                ) : (
                  <a href={at(`upkeep/archives/${archive.file}`)} download>
                    {archive.file}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
