import type { ApiError, Schemas } from '../../api/client';
import { isUnsettled } from '../../api/manual';
import { AccountName } from '../../parts/AccountName';
import styles from './OrderEntry.module.css';
import { Outcome } from './Outcome';

/** What became of one ticket at one account. */
export interface Sent {
  account: string;
  story?: Schemas['SignalDocument'];
  error?: ApiError;
}

/** Of several accounts each has its own answer. */
export const Outcomes = ({ sent }: { sent: readonly Sent[] }) =>
  sent.length > 1 ? (
    <ul aria-label="What became of it at each account" className={styles.answers}>
      {sent.map(({ account, story, error }) => (
        <li key={account}>
          <AccountName id={account} />
          {story && <Outcome story={story} />}
          {error && <p role="alert">{isUnsettled(error) ? 'Whether the order arrived is not known. Sent again where it failed, it is the same order, which is taken once.' : error.message}</p>}
        </li>
      ))}
    </ul>
  ) : (
    sent[0]?.story && <Outcome story={sent[0].story} />
  );

export const Lost = () => <p role="note">Whether the order arrived is not known. The same order can be sent again: it is taken once. Look under Orders before you send a different one.</p>;
