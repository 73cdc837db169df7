import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { useNames } from '../../api/names';
import { useLiveState, useRefresh } from '../../live/useLive';
import { Age } from '../../parts/Age';
import { ActionBadge, Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { clock } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { back } from '../../router';
import { useKeys } from '../../shell/shortcuts';
import { Reading } from './Reading';
import { Replay, ReplayOf } from './Replay';
import styles from './SignalPage.module.css';
import { Timeline } from './Timeline';
import { TradeStory } from './TradeStory';

type Signal = Schemas['SignalDocument'];

/** While the feed tells of every step, reading is only for what it does not tell: what another node did. */
const fedMs = 15_000;

/** A signal explains itself: what came in, how it was read, what each account made of it, and why. */
export default function SignalPage({ id }: { id?: string }) {
  const feed = useLiveState();
  useKeys({ Escape: () => back('/signals') });
  const signal = useQuery({
    queryKey: ['signal', id],
    queryFn: ({ signal: cancelled }) => get<Signal>(at(`signals/${id}`), cancelled),
    refetchInterval: (query) => (feed === 'live' ? fedMs : query.state.data?.summary.status === 'pending' ? 500 : 5_000),
  });
  useRefresh(id ? `signal:${id}` : null, 'signal');
  const strategies = useNames('strategies');
  const accounts = useNames('connections');
  if (signal.isPending) return <Loading what="the signal" />;
  if (signal.error && !signal.data) return <Problem error={signal.error} onRetry={() => void signal.refetch()} />;
  const { summary, targets, trades } = signal.data;
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <ActionBadge action={summary.action} />
        <h1>{summary.ticker ?? 'Not understood'}</h1>
        <Badge state={summary.status} />
        <Age at={signal.dataUpdatedAt} source="Signal" everyMs={feed === 'live' ? fedMs : undefined} isFed />
        <p className={styles.meta}>
          {strategies.of(summary.strategyId)} · {summary.reader ?? 'no language recognised it'} · {clock(summary.receivedAt, true)} · <code>{summary.id}</code>
        </p>
        <Button onClick={() => back('/signals')}>
          Back <kbd>Esc</kbd>
        </Button>
      </header>
      {summary.message && (
        <p role="note" className={styles.note}>
          <strong>{summary.code}</strong> {summary.message}
        </p>
      )}
      <ReplayOf id={summary.replayOf} />
      <div className={styles.columns}>
        <div className={styles.column}>
          {targets.map((target) => (
            <TradeStory
              key={target.subscriptionId}
              signalId={summary.id}
              accountName={accounts.of(target.accountId)}
              target={target}
              trade={trades.find((trade) => trade.summary.subscriptionId === target.subscriptionId)}
              orders={signal.data.orders.filter((order) => order.subscriptionId === target.subscriptionId)}
              fills={signal.data.fills.filter((fill) => fill.subscriptionId === target.subscriptionId)}
            />
          ))}
          {targets.length === 0 && <p className={styles.meta}>It was owed to no subscription.</p>}
          <Reading signal={signal.data} />
        </div>
        <div className={styles.column}>
          <Panel title="Timeline" note="milliseconds after it came in">
            <Timeline steps={signal.data.timeline} />
          </Panel>
          {signal.data.signal !== undefined && <Replay signal={signal.data} />}
        </div>
      </div>
    </article>
  );
}
