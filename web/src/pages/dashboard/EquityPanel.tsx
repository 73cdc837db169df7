import { money } from '../../parts/format';
import { CurvePanel } from './CurvePanel';
import type { PanelProps } from './panels';

/** What an account is worth, over time. */
export const EquityPanel = ({ actions }: PanelProps) => <CurvePanel title="Equity" points={(account) => account.curve} figure={(account) => money(account.last)} tone="--accent" actions={actions} />;
