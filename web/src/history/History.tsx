import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useChange } from '../api/change';
import { at, get, post, type Schemas } from '../api/client';
import { Badge } from '../parts/Badge';
import { Button } from '../parts/Button';
import { ConfirmButton } from '../parts/ConfirmButton';
import form from '../parts/Form.module.css';
import { FormErrors } from '../parts/FormErrors';
import { clock, words } from '../parts/format';
import { Loading } from '../parts/Loading';
import { Panel } from '../parts/Panel';
import { Problem } from '../parts/Problem';
import { OnlyFor } from '../permissions/OnlyFor';
import styles from './History.module.css';

type Part = Schemas['HistoryDocument'];
type Entry = Schemas['HistoryEntryDocument'];

interface Props {
  /** The address of what it is the history of, such as `strategies/demo`. */
  of: string;
  version: number | string;
  /** Lists that show it, read again once it was restored. */
  shown: string[];
  onRestored?: () => void;
}

const text = (value: unknown) => (value === undefined || value === null ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value));

/** Who changed it, when and what; and back to an earlier state, which is a change like any other. */
export const History = (props: Props) => (
  <OnlyFor need={{ scope: 'admin' }} title="The history is for administrators">
    <Entries {...props} />
  </OnlyFor>
);

function Entries({ of, version, shown, onRestored }: Props) {
  const history = useInfiniteQuery<Part, Error, InfiniteData<Part>, unknown[], string | undefined>({
    queryKey: ['history', of, version],
    queryFn: ({ pageParam, signal }) => get<Part>(at(`${of}/history`, { limit: 20, after: pageParam }), signal),
    initialPageParam: undefined,
    getNextPageParam: (part) => part.next ?? undefined,
  });
  const restore = useChange((number: Entry['number']) => post(at(`${of}/restore`), { number, version }), ['history', ...shown], onRestored);
  if (history.error && !history.data) return <Problem error={history.error} onRetry={() => void history.refetch()} />;
  if (history.isPending) return <Loading what="the history" />;
  const entries = history.data.pages.flatMap((part) => part.items);
  return (
    <Panel title="History" note="every change, from the journal; newest first">
      <FormErrors error={restore.error} />
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <li key={Number(entry.number)} className={styles.entry}>
            <div className={styles.head}>
              <strong>{words(entry.event)}</strong>
              <span>
                {clock(entry.at)} by {entry.by.name}
                {entry.by.token && ` with the token ${entry.by.token}`}
              </span>
              {entry.why && <span className={form.muted}>“{entry.why}”</span>}
              <span>
                {entry.present ? (
                  <Badge state="holds now" tone="up" />
                ) : (
                  entry.restorable && (
                    <ConfirmButton label={`Restore change ${entry.number}`} sure={`Restore as of ${clock(entry.at)}?`} look="plain" isBusy={restore.isPending} onConfirm={() => restore.mutate(entry.number)}>
                      Restore change {String(entry.number)}
                    </ConfirmButton>
                  )
                )}
              </span>
            </div>
            {entry.changes.length > 0 && <Changes changes={entry.changes} />}
          </li>
        ))}
      </ol>
      {entries.length === 0 && <p className={form.muted}>Nothing of it was found so far.</p>}
      {history.hasNextPage && (
        <Button isBusy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          Older changes
        </Button>
      )}
    </Panel>
  );
}

const Changes = ({ changes }: { changes: Entry['changes'] }) => (
  <table className={styles.changes}>
    <thead>
      <tr>
        <th>Value</th>
        <th>Before</th>
        <th>After</th>
      </tr>
    </thead>
    <tbody>
      {changes.map((change) => (
        <tr key={change.path}>
          <td>
            <code>{change.path}</code>
          </td>
          <td className={styles.before}>{text(change.before)}</td>
          <td className={styles.after}>{text(change.after)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
