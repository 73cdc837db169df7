import type { Schemas } from '../../api/client';

/** What was typed into the ticket. */
export interface Ticket {
  type: 'market' | 'limit' | 'stop' | 'stop_limit' | 'trailing_stop';
  sizeType: 'fixed_quantity' | 'dollar_amount' | 'percent_of_equity' | 'percent_of_available' | 'risk_percent';
  size: string;
  limitPrice: string;
  stopPrice: string;
  trailPercent: string;
  timeInForce: string;
  stopLossPercent: string;
  takeProfitPercent: string;
  postOnly: boolean;
  reduceOnly: boolean;
}

export const emptyTicket: Ticket = {
  type: 'market', sizeType: 'fixed_quantity', size: '', limitPrice: '', stopPrice: '', trailPercent: '', timeInForce: '', stopLossPercent: '', takeProfitPercent: '', postOnly: false, reduceOnly: false,
};

const given = (value: string) => value.trim() || undefined;

/** The ticket as a signal; what was left empty is left out, and the account's rules and the server's checks do the rest. */
export const signalOf = (ticket: Ticket, side: 'buy' | 'sell', symbol: string) => ({
  ticker: symbol,
  action: side,
  size: { quantity: ticket.size.trim(), type: ticket.sizeType },
  order: {
    type: ticket.type,
    limitPrice: ticket.type === 'limit' || ticket.type === 'stop_limit' ? given(ticket.limitPrice) : undefined,
    stopPrice: ticket.type === 'stop' || ticket.type === 'stop_limit' ? given(ticket.stopPrice) : undefined,
    trailPercent: ticket.type === 'trailing_stop' ? given(ticket.trailPercent) : undefined,
    postOnly: ticket.type === 'limit' && ticket.postOnly ? true : undefined,
  },
  timeInForce: given(ticket.timeInForce),
  stopLoss: given(ticket.stopLossPercent) && { percent: ticket.stopLossPercent.trim() },
  takeProfit: given(ticket.takeProfitPercent) && { targets: [{ percent: ticket.takeProfitPercent.trim() }] },
  reduceOnly: ticket.reduceOnly || undefined,
});

/** What the order would be worth, where that can be told before it is sent. */
export function worth(ticket: Ticket, quote: Schemas['QuoteDocument'] | undefined): number | undefined {
  const size = Number(ticket.size);
  const price = Number((ticket.type === 'limit' || ticket.type === 'stop_limit' ? ticket.limitPrice : ticket.type === 'stop' ? ticket.stopPrice : '') || quote?.ask || quote?.last);
  if (!ticket.size || !Number.isFinite(size)) return undefined;
  return ticket.sizeType === 'dollar_amount' ? size : ticket.sizeType === 'fixed_quantity' && Number.isFinite(price) ? size * price : undefined;
}
