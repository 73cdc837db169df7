import type { ComponentType, ReactNode } from 'react';
import { AccountsPanel } from './AccountsPanel';
import { ConnectionsPanel } from './ConnectionsPanel';
import { DepthPanel } from './DepthPanel';
import { DrawdownPanel } from './DrawdownPanel';
import { EquityPanel } from './EquityPanel';
import { HealthPanel } from './HealthPanel';
import { MarketPanel } from './MarketPanel';
import { NewestSignals } from './NewestSignals';
import { OpenPositions } from './OpenPositions';
import { OrdersPanel } from './OrdersPanel';
import { TicketPanel } from './TicketPanel';

export interface PanelProps {
  /** What stands at the end of its head while panels are arranged. */
  actions?: ReactNode;
}

/** Everything the dashboard can show. */
export const panels: Record<string, { title: string; component: ComponentType<PanelProps> }> = {
  market: { title: 'Market', component: MarketPanel },
  equity: { title: 'Equity', component: EquityPanel },
  accounts: { title: 'Accounts', component: AccountsPanel },
  signals: { title: 'Signals', component: NewestSignals },
  positions: { title: 'Positions', component: OpenPositions },
  orders: { title: 'Working orders', component: OrdersPanel },
  ticket: { title: 'Order entry', component: TicketPanel },
  drawdown: { title: 'Drawdown', component: DrawdownPanel },
  health: { title: 'Health', component: HealthPanel },
  connections: { title: 'Connections', component: ConnectionsPanel },
  depth: { title: 'Depth', component: DepthPanel },
};
