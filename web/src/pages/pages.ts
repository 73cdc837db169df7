import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export type PageGroup = 'Operate' | 'Analyse' | 'Configure' | 'System';

export interface Page {
  /** The address; `:names` are handed to the component. */
  path: string;
  title: string;
  group: PageGroup;
  /** Pressed after `g`. */
  key: string;
  component: LazyExoticComponent<ComponentType<{ id?: string }>>;
  /** Reached from another page, not from the rail. */
  isDetail?: boolean;
}

/** Every page, in the order of the rail. */
export const pages: Page[] = [
  { path: '/', title: 'Dashboard', group: 'Operate', key: 'd', component: lazy(() => import('./dashboard/DashboardPage')) },
  { path: '/signals', title: 'Signals', group: 'Operate', key: 's', component: lazy(() => import('./signals/SignalsPage')) },
  { path: '/signals/:id', title: 'Signal', group: 'Operate', key: '', component: lazy(() => import('./signals/SignalPage')), isDetail: true },
  { path: '/positions', title: 'Positions', group: 'Operate', key: 'p', component: lazy(() => import('./positions/PositionsPage')) },
  { path: '/orders', title: 'Orders & fills', group: 'Operate', key: 'o', component: lazy(() => import('./orders/OrdersPage')) },
  { path: '/order-entry', title: 'Order entry', group: 'Operate', key: 'n', component: lazy(() => import('./order-entry/OrderEntryPage')) },
  { path: '/approvals', title: 'Approvals', group: 'Operate', key: 'a', component: lazy(() => import('./approvals/ApprovalsPage')) },
  { path: '/charts', title: 'Charts', group: 'Analyse', key: 'c', component: lazy(() => import('./charts/ChartsPage')) },
  { path: '/performance', title: 'Performance', group: 'Analyse', key: 'f', component: lazy(() => import('./performance/PerformancePage')) },
  { path: '/strategies', title: 'Strategies', group: 'Configure', key: 't', component: lazy(() => import('./strategies/StrategiesPage')) },
  { path: '/strategies/:id', title: 'Strategy', group: 'Configure', key: '', component: lazy(() => import('./strategies/StrategyPage')), isDetail: true },
  { path: '/subscriptions', title: 'Subscriptions', group: 'Configure', key: 'u', component: lazy(() => import('./subscriptions/SubscriptionsPage')) },
  { path: '/subscriptions/:id', title: 'Subscription', group: 'Configure', key: '', component: lazy(() => import('./subscriptions/SubscriptionPage')), isDetail: true },
  { path: '/brokers', title: 'Brokers', group: 'Configure', key: 'b', component: lazy(() => import('./brokers/BrokersPage')) },
  { path: '/brokers/:id', title: 'Account', group: 'Configure', key: '', component: lazy(() => import('./brokers/BrokerPage')), isDetail: true },
  { path: '/risk', title: 'Risk', group: 'Configure', key: 'r', component: lazy(() => import('./risk/RiskPage')) },
  { path: '/health', title: 'Health', group: 'System', key: 'h', component: lazy(() => import('./health/HealthPage')) },
  { path: '/alerts', title: 'Alerts', group: 'System', key: 'w', component: lazy(() => import('./alerts/AlertsPage')) },
  { path: '/audit', title: 'Audit', group: 'System', key: 'l', component: lazy(() => import('./audit/AuditPage')) },
  { path: '/security', title: 'Your sign-in', group: 'System', key: 'y', component: lazy(() => import('./security/SecurityPage')) },
  { path: '/start', title: 'Get started', group: 'System', key: 'i', component: lazy(() => import('./start/StartPage')) },
  { path: '/jobs', title: 'Exports & jobs', group: 'System', key: 'x', component: lazy(() => import('./jobs/JobsPage')) },
  { path: '/settings', title: 'Settings', group: 'System', key: 'e', component: lazy(() => import('./settings/SettingsPage')) },
];
