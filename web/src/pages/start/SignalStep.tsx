import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { useMessages } from '../../live/useLive';
import { ActionBadge, Badge } from '../../parts/Badge';
import form from '../../parts/Form.module.css';
import { clock } from '../../parts/format';
import { Link } from '../../router';
import { Outcome } from '../order-entry/Outcome';
import type { Progress } from './progress';
import styles from './StartPage.module.css';

/** Waits for the first signal, and tells what came of the newest one. */
export const SignalStep = ({ progress: { signal, account, isRunning } }: { progress: Progress }) =>
  signal ? (
    <NewestSignal signal={signal} account={account?.id ?? ''} />
  ) : (
    <>
      <p role="status" className={styles.waiting}>
        Waiting for your first signal …
      </p>
      <p className={form.muted}>
        {isRunning ? 'It appears here the moment it comes in; this page need not be read again. If nothing happens, look at what your sender answers: it says what to change.' : 'The account is still starting; a signal that comes now waits for it.'}
      </p>
    </>
  );

function NewestSignal({ signal, account }: { signal: Schemas['SignalSummaryDocument']; account: string }) {
  const story = useQuery({ queryKey: ['signals', signal.id], queryFn: (context) => get<Schemas['SignalDocument']>(at(`signals/${signal.id}`), context.signal) });
  useMessages(`signal:${signal.id}`, (type) => type === 'story' && void story.refetch());
  const hasTraded = signal.status === 'executed';
  return (
    <>
      <p>
        <ActionBadge action={signal.action} /> {signal.ticker ?? ''} came in at {clock(signal.receivedAt, true)} <Badge state={signal.status} /> {signal.message ?? ''}
      </p>
      {story.data && <Outcome story={story.data} />}
      <h3>Where to look</h3>
      <ul className={styles.how}>
        <li>
          <Link href={`/signals/${signal.id}`}>The signal’s story</Link>: how it was read, which rule said what, what was sent and what came back{!hasTraded && '; it also says why nothing was traded'}.
        </li>
        <li>
          <Link href="/positions">Positions</Link>: what it opened, with its stop and target. Close it there.
        </li>
        <li>
          <Link href={`/charts?account=${encodeURIComponent(account)}&symbol=${encodeURIComponent(signal.ticker ?? '')}`}>The chart</Link>: the fill on the market, and lines that can be moved.
        </li>
        <li>
          <Link href="/risk">Risk</Link>: limits, and the kill switch that is on every page. Set limits before real money trades.
        </li>
      </ul>
    </>
  );
}
