import { navigate } from '../../router';
import { EmptyState } from '../../parts/EmptyState';
import { Panel } from '../../parts/Panel';
import { DepthLadder } from '../charts/DepthLadder';
import { useMarketChoice } from '../charts/useMarketChoice';
import type { PanelProps } from './panels';

export function DepthPanel({ actions }: PanelProps) {
  const { account, symbol, tick } = useMarketChoice();
  return (
    <Panel title="Depth" note={symbol} actions={actions} isScrolling>
      {account && symbol ? (
        <DepthLadder key={`${account}/${symbol}`} account={account} symbol={symbol} tick={tick} onPrice={(price) => navigate(`/order-entry?${new URLSearchParams({ account, symbol, price }).toString()}`)} />
      ) : (
        <EmptyState title="No market to show">Connect an account first.</EmptyState>
      )}
    </Panel>
  );
}
