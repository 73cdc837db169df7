import type { Schemas } from '../api/client';
import { words } from '../parts/format';
import styles from './EffectiveTerms.module.css';
import { shown } from './shown';

type Terms = Schemas['EffectiveTermsDocument'];

const names: [Exclude<keyof Terms, 'rules'>, string][] = [
  ['entrySize', 'Entry size'],
  ['exitSize', 'Exit size'],
  ['entryOrder', 'Entry order'],
  ['exitOrder', 'Exit order'],
  ['entryTimeInForce', 'Entry time in force'],
  ['exitTimeInForce', 'Exit time in force'],
  ['takeProfit', 'Take profit'],
  ['stopLoss', 'Stop loss'],
  ['cancelOpenOrders', 'Cancel open orders'],
  ['entryCancelAfterSeconds', 'Cancel entry after'],
  ['exitCancelAfterSeconds', 'Cancel exit after'],
  ['entrySpread', 'Entry spread'],
  ['exitSpread', 'Exit spread'],
  ['slippagePercentMax', 'Most slippage'],
  ['delaySeconds', 'Delay'],
  ['leverage', 'Leverage'],
  ['extendedHours', 'Extended hours'],
];

/** The server's own resolver made these; nothing is computed again here. */
export const EffectiveTerms = ({ terms }: { terms: Terms }) => (
  <table className={styles.terms}>
    <tbody>
      {names.map(([name, title]) => (
        <tr key={name}>
          <th scope="row">{title}</th>
          <td>{shown(terms[name]?.value)}</td>
          <td className={styles.origin}>from {words(terms[name]?.origin)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
