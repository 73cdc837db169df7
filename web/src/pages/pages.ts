import type { ComponentType } from 'react';
import { match } from '../match';
import { reading } from './code';

export type PageGroup = 'Operate' | 'Analyse' | 'Configure' | 'System';

export type PageComponent = ComponentType<{ id?: string }>;

export interface Page {
  /** The address; `:names` are handed to the component. */
  path: string;
  title: string;
  group: PageGroup;
  /** Pressed after `g`. */
  key: string;
  /** Its code is read when it is first opened. */
  load: () => Promise<{ default: PageComponent }>;
  /** What it must have read before it shows anything. */
  needs?: string;
  /** Reached from another page, not from the rail. */
  isDetail?: boolean;
}

/** Every page, in the order of the rail. */
export const pages: Page[] = [
  { path: '/', title: 'Dashboard', group: 'Operate', key: 'd', load: () => import('./dashboard/DashboardPage'), needs: '/api/v1/layouts/dashboard' },
  { path: '/signals', title: 'Signals', group: 'Operate', key: 's', load: () => import('./signals/SignalsPage') },
  { path: '/signals/:id', title: 'Signal', group: 'Operate', key: '', load: () => import('./signals/SignalPage'), isDetail: true },
  { path: '/positions', title: 'Positions', group: 'Operate', key: 'p', load: () => import('./positions/PositionsPage') },
  { path: '/orders', title: 'Orders & fills', group: 'Operate', key: 'o', load: () => import('./orders/OrdersPage') },
  { path: '/order-entry', title: 'Order entry', group: 'Operate', key: 'n', load: () => import('./order-entry/OrderEntryPage') },
  { path: '/approvals', title: 'Approvals', group: 'Operate', key: 'a', load: () => import('./approvals/ApprovalsPage') },
  { path: '/charts', title: 'Charts', group: 'Analyse', key: 'c', load: () => import('./charts/ChartsPage') },
  { path: '/performance', title: 'Performance', group: 'Analyse', key: 'f', load: () => import('./performance/PerformancePage') },
  { path: '/strategies', title: 'Strategies', group: 'Configure', key: 't', load: () => import('./strategies/StrategiesPage') },
  { path: '/strategies/:id', title: 'Strategy', group: 'Configure', key: '', load: () => import('./strategies/StrategyPage'), isDetail: true },
  { path: '/subscriptions', title: 'Subscriptions', group: 'Configure', key: 'u', load: () => import('./subscriptions/SubscriptionsPage') },
  { path: '/subscriptions/:id', title: 'Subscription', group: 'Configure', key: '', load: () => import('./subscriptions/SubscriptionPage'), isDetail: true },
  { path: '/brokers', title: 'Brokers', group: 'Configure', key: 'b', load: () => import('./brokers/BrokersPage') },
  { path: '/brokers/:id', title: 'Account', group: 'Configure', key: '', load: () => import('./brokers/BrokerPage'), isDetail: true },
  { path: '/risk', title: 'Risk', group: 'Configure', key: 'r', load: () => import('./risk/RiskPage') },
  { path: '/health', title: 'Health', group: 'System', key: 'h', load: () => import('./health/HealthPage') },
  { path: '/alerts', title: 'Alerts', group: 'System', key: 'w', load: () => import('./alerts/AlertsPage') },
  { path: '/audit', title: 'Audit', group: 'System', key: 'l', load: () => import('./audit/AuditPage') },
  { path: '/security', title: 'Your sign-in', group: 'System', key: 'y', load: () => import('./security/SecurityPage') },
  { path: '/start', title: 'Get started', group: 'System', key: 'i', load: () => import('./start/StartPage') },
  { path: '/jobs', title: 'Exports & jobs', group: 'System', key: 'x', load: () => import('./jobs/JobsPage') },
  { path: '/settings', title: 'Settings', group: 'System', key: 'e', load: () => import('./settings/SettingsPage') },
];

/** The page of an address, and the values of its `:names`. */
export function pageAt(path: string): { page: Page; values: Record<string, string> } | null {
  for (const page of pages) {
    const values = match(page.path, path);
    if (values) return { page, values };
  }
  return null;
}

const loaded = new Map<Page, PageComponent>();

/** A page's code, if it is here already: then the page is shown without a wait. */
export const loadedPage = (page: Page): PageComponent | undefined => loaded.get(page);

export async function loadPage(page: Page) {
  const code = await reading(page.load);
  loaded.set(page, code.default);
  return code;
}
