import { useAccounts } from '../../api/accounts';
import type { Schemas } from '../../api/client';
import { useLayout } from '../../api/layouts';
import { useList } from '../../api/lists';
import { useRefresh } from '../../live/useLive';

/** What the guide remembers; the rest is read from what there is, so that it goes on wherever somebody has got to. */
interface Kept {
  strategyId?: string;
  accountId?: string;
  hasCopied?: boolean;
  isDismissed?: boolean;
}

const nothing: Kept = {};

/** How far a newcomer has come from the empty screen to a first trade. */
export function useProgress() {
  const { layout: kept, keep, isKnown } = useLayout<Kept>('start', nothing);
  const strategies = useList<Schemas['StrategyDocument']>('strategies');
  const connections = useList<Schemas['ConnectionDocument']>('connections');
  const subscriptions = useList<Schemas['SubscriptionDocument']>('subscriptions');
  const accounts = useAccounts();

  const strategy = chosen(strategies.rows, kept.strategyId);
  const account = chosen(connections.rows, kept.accountId ?? subscriptions.rows.find((each) => each.strategyId === strategy?.id)?.accountId);
  const subscription = subscriptions.rows.find((each) => each.strategyId === strategy?.id && each.accountId === account?.id);
  const signals = useList<Schemas['SignalSummaryDocument']>('signals', { strategyId: strategy?.id ?? 'none' });
  useRefresh(strategy ? `strategy:${strategy.id}` : 'signals', 'signals');

  const signal = strategy && signals.rows[0];
  const hasTraded = strategy !== undefined && signals.rows.some((each) => each.status === 'executed');
  const done = [strategy !== undefined, account !== undefined, subscription !== undefined, kept.hasCopied === true || signal !== undefined, hasTraded];
  return {
    strategy,
    strategies: strategies.rows,
    account,
    connections: connections.rows,
    isRunning: accounts.data?.items.some((each) => each.id === account?.id && each.isRunning) ?? false,
    subscription,
    signal,
    done,
    /** The first step that is not done; past the last one when all are. */
    current: done.includes(false) ? done.indexOf(false) : done.length,
    isPending: strategies.isPending || connections.isPending || subscriptions.isPending || !isKnown,
    error: strategies.error ?? connections.error ?? subscriptions.error,
    isDismissed: kept.isDismissed === true,
    keep: (change: Kept) => keep({ ...kept, ...change }),
  };
}

export type Progress = ReturnType<typeof useProgress>;

/** What was chosen, or the only one there is. */
const chosen = <T extends { id: string }>(all: readonly T[], id: string | undefined) => all.find((each) => each.id === id) ?? (all.length === 1 ? all[0] : undefined);
