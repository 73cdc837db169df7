import type { ReactNode } from 'react';
import { EmptyState } from '../parts/EmptyState';
import { useWhyNot, type Need } from './needs';

/** What cannot even be read without a permission: a reason stands in its place, and nothing is asked of the server. */
export function OnlyFor({ need, title, children }: { need: Need; title: string; children: ReactNode }) {
  const why = useWhyNot(need);
  return why ? <EmptyState title={title}>{why}</EmptyState> : children;
}
