import type { Schemas } from '../../api/client';
import { money } from '../../parts/format';
import { Profit } from '../../parts/Profit';
import styles from './Performance.module.css';

const percent = (share: string | undefined) => (share === undefined ? '–' : `${(Number(share) * 100).toFixed(1)} %`);

/** The numbers a trader asks for first. */
export const Totals = ({ result }: { result: Schemas['ResultDocument'] }) => (
  <dl className={styles.totals}>
    <div>
      <dt>Result</dt>
      <dd>
        <Profit value={result.profit} />
      </dd>
    </div>
    <div>
      <dt>Closed</dt>
      <dd>
        {result.count} <small>{result.wins} won, {result.losses} lost</small>
      </dd>
    </div>
    <div>
      <dt>Win rate</dt>
      <dd>{percent(result.winRate)}</dd>
    </div>
    <div>
      <dt>Profit factor</dt>
      <dd>{result.profitFactor === undefined ? 'nothing lost' : money(result.profitFactor)}</dd>
    </div>
    <div>
      <dt>Expectancy</dt>
      <dd>{money(result.expectancy)}</dd>
    </div>
    <div>
      <dt>Average win, loss</dt>
      <dd>
        {money(result.averageWin)} <small>−{money(result.averageLoss)}</small>
      </dd>
    </div>
    <div>
      <dt>Best, worst</dt>
      <dd>
        {money(result.largest)} <small>{money(result.smallest)}</small>
      </dd>
    </div>
    <div>
      <dt>Drawdown</dt>
      <dd>{money(result.drawdown)}</dd>
    </div>
  </dl>
);
