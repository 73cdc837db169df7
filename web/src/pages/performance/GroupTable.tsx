import type { Schemas } from '../../api/client';
import form from '../../parts/Form.module.css';
import { money } from '../../parts/format';
import { Profit } from '../../parts/Profit';

/** The same numbers, apart. */
export const GroupTable = ({ groups }: { groups: Schemas['GroupResultDocument'][] }) => (
  <div className={form.scroll} tabIndex={0} role="region" aria-label="Results apart">
    <table className={form.table}>
      <thead>
        <tr>
          <th>Of</th>
          <th>Closed</th>
          <th>Result</th>
          <th>Win rate</th>
          <th>Profit factor</th>
          <th>Expectancy</th>
          <th>Drawdown</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ key, name, result }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{result.count}</td>
            <td>
              <Profit value={result.profit} />
            </td>
            <td>{result.winRate === undefined ? '–' : `${(Number(result.winRate) * 100).toFixed(1)} %`}</td>
            <td>{money(result.profitFactor)}</td>
            <td>{money(result.expectancy)}</td>
            <td>{money(result.drawdown)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
