import type { CSSProperties } from 'react';
import type { Schemas } from '../../api/client';
import { useLatest } from '../../live/useLive';
import { Age } from '../../parts/Age';
import { EmptyState } from '../../parts/EmptyState';
import { exact } from '../../parts/format';
import { cumulated, spreadOf, type Rung } from './depth';
import styles from './DepthLadder.module.css';

interface Props {
  account: string;
  symbol: string;
  tick: number;
  onPrice?: (price: string) => void;
}

const rungsShown = 12;

/** The order book as a ladder: what rests at each price, and how much up to there. */
export function DepthLadder({ account, symbol, tick, onPrice }: Props) {
  const { value: depth, at } = useLatest<Schemas['DepthDocument']>(`depth:${account}:${symbol}`);
  const [asks, bids] = [cumulated(depth?.asks ?? [], rungsShown), cumulated(depth?.bids ?? [], rungsShown)];
  const most = Math.max(asks.at(-1)?.upTo ?? 0, bids.at(-1)?.upTo ?? 0);
  if (asks.length + bids.length === 0)
    return <EmptyState title="No order book">{at === 0 ? 'It is asked for …' : 'This venue shows none of this market now. Prices on the chart come from its quotes.'}</EmptyState>;
  return (
    <table className={styles.ladder} aria-label={`Order book of ${symbol} at ${account}`}>
      <thead>
        <tr>
          <th scope="col">Price</th>
          <th scope="col">Size</th>
          <th scope="col">Up to here</th>
        </tr>
      </thead>
      <tbody>
        {[...asks].reverse().map((rung) => (
          <Row key={rung.price} rung={rung} most={most} side="ask" onPrice={onPrice} />
        ))}
      </tbody>
      <tbody>
        <tr className={styles.spread}>
          <td colSpan={3}>
            spread {spreadOf(asks[0], bids[0], tick)} <Age at={at} source="Order book" />
          </td>
        </tr>
      </tbody>
      <tbody>
        {bids.map((rung) => (
          <Row key={rung.price} rung={rung} most={most} side="bid" onPrice={onPrice} />
        ))}
      </tbody>
    </table>
  );
}

const Row = ({ rung, most, side, onPrice }: { rung: Rung; most: number; side: 'ask' | 'bid'; onPrice?: (price: string) => void }) => (
  <tr className={styles[side]} style={{ '--share': `${most === 0 ? 0 : (rung.upTo / most) * 100}%` } as CSSProperties}>
    <td>
      {onPrice ? (
        <button type="button" onClick={() => onPrice(rung.price)} title={`Use ${exact(rung.price)} as the limit price`}>
          {exact(rung.price)}
        </button>
      ) : (
        exact(rung.price)
      )}
    </td>
    <td>{exact(rung.quantity)}</td>
    <td>{exact(String(Number(rung.upTo.toPrecision(8))))}</td>
  </tr>
);
