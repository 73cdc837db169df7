import type { Schemas } from '../../api/client';
import { CurvePanel } from './CurvePanel';
import type { PanelProps } from './panels';

type Account = Schemas['AccountCurveDocument'];

/** How far it stood below its highest point so far, in percent. */
function falls({ curve }: Account): Schemas['CurvePointDocument'][] {
  let highest = -Infinity;
  return curve.map(({ at, value }) => {
    highest = Math.max(highest, Number(value));
    return { at, value: String(highest > 0 ? ((Number(value) - highest) / highest) * 100 : 0) };
  });
}

/** How far an account fell from its highest point, over time. */
export const DrawdownPanel = ({ actions }: PanelProps) => (
  <CurvePanel title="Drawdown" points={falls} figure={(account) => `deepest −${(Number(account.drawdownShare) * 100).toFixed(2)} %`} tone="--down" isHanging actions={actions} />
);
