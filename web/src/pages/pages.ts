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
  { path: '/', title: 'Signals', group: 'Operate', key: '', component: lazy(() => import('./signals/SignalsPage')), isDetail: true },
  { path: '/signals', title: 'Signals', group: 'Operate', key: 's', component: lazy(() => import('./signals/SignalsPage')) },
  { path: '/signals/:id', title: 'Signal', group: 'Operate', key: '', component: lazy(() => import('./signals/SignalPage')), isDetail: true },
  { path: '/positions', title: 'Positions', group: 'Operate', key: 'p', component: lazy(() => import('./positions/PositionsPage')) },
  { path: '/orders', title: 'Orders & fills', group: 'Operate', key: 'o', component: lazy(() => import('./orders/OrdersPage')) },
];
