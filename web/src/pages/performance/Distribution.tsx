import type { Schemas } from '../../api/client';
import { money } from '../../parts/format';
import styles from './Performance.module.css';

/** How many results fell where. */
export function Distribution({ buckets, currency }: { buckets: Schemas['BucketDocument'][]; currency: string }) {
  const most = Math.max(...buckets.map((bucket) => Number(bucket.count)), 1);
  return (
    <figure className={styles.distribution} role="img" aria-label={`Distribution of results in ${currency}`}>
      <div className={styles.bars}>
        {buckets.map((bucket) => (
          <span
            key={bucket.from}
            className={Number(bucket.from) + Number(bucket.to) >= 0 ? styles.won : styles.lost}
            style={{ height: `${(Number(bucket.count) / most) * 100}%` }}
            title={`${bucket.count} between ${money(bucket.from)} and ${money(bucket.to)}`}
          />
        ))}
      </div>
      <figcaption className={styles.ends}>
        <span>{money(buckets[0]?.from)}</span>
        <span>how many results fell where</span>
        <span>{money(buckets.at(-1)?.to)}</span>
      </figcaption>
    </figure>
  );
}
