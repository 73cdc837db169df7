import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { Badge } from '../../parts/Badge';
import { CopyButton } from '../../parts/CopyButton';
import form from '../../parts/Form.module.css';
import { clock, words } from '../../parts/format';
import { useWhyNot } from '../../permissions/needs';
import styles from './VenueCalls.module.css';

type Calls = Schemas['VenueCallsDocument'];
type Call = Schemas['VenueCallDocument'];

const pretty = (text: string) => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** Every call to the venue about an order of this account, as it was on the wire. Signatures and keys are blotted out by the server. */
export function VenueCalls({ signal, account, settled }: { signal: string; account: string; settled: boolean }) {
  const why = useWhyNot({ scope: 'trade' });
  const calls = useQuery({
    queryKey: ['calls', signal, settled],
    queryFn: ({ signal: cancelled }) => get<Calls>(at(`signals/${signal}/calls`), cancelled),
    refetchInterval: settled ? false : 2_000,
    enabled: why === undefined,
  });
  const own = calls.data?.items.filter((call) => call.accountId === account) ?? [];
  if (why) return <p className={form.muted}>Requests to the venue and its responses are not shown: {why}</p>;
  if (calls.error) return <p className={form.muted}>{calls.error.message}</p>;
  return (
    <details className={styles.calls}>
      <summary>Requests to the venue and its responses, raw ({own.length})</summary>
      {calls.data && !calls.data.complete && <p className={form.muted}>Not all of them are still known: the newest 200 of an account are kept in memory, by the node that sent them, until it is restarted.</p>}
      <ol>
        {own.map((call, index) => (
          <li key={index}>
            <CallStory call={call} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function CallStory({ call }: { call: Call }) {
  const outcome = (call.outcome as { outcome?: string }).outcome;
  return (
    <details>
      <summary>
        <strong>{words(call.what)}</strong> {outcome && <Badge state={outcome} />} {clock(call.at, true)} · {Number(call.tookMs).toFixed(2)} ms · <code>{call.orderIds.join(', ')}</code>
      </summary>
      {call.exchanges.length === 0 ? (
        <>
          <p className={form.muted}>There was no wire between: the paper exchange runs in this program. This is what it was asked and what it answered.</p>
          <Said title="Asked" text={JSON.stringify(call.command)} />
          <Said title="Answered" text={JSON.stringify(call.outcome)} />
        </>
      ) : (
        call.exchanges.map((exchange, index) => (
          <div key={index}>
            <Said title="Request" text={`${exchange.method} ${exchange.target}`} body={exchange.request} />
            <Said title="Response" text={exchange.end === 'answered' ? `HTTP ${exchange.status}` : `${words(exchange.end)}: ${exchange.why}`} body={exchange.response} />
          </div>
        ))
      )}
    </details>
  );
}

function Said({ title, text, body }: { title: string; text: string; body?: string }) {
  const shown = body === undefined ? pretty(text) : body === '' ? text : `${text}\n\n${pretty(body)}`;
  return (
    <figure className={styles.said}>
      <figcaption>
        {title} <CopyButton text={shown} look="quiet">{`Copy ${title.toLowerCase()}`}</CopyButton>
      </figcaption>
      <pre>{shown}</pre>
    </figure>
  );
}
