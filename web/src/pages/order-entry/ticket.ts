import type { Schemas } from '../../api/client';

type Instrument = Schemas['InstrumentDocument'];
type Balance = Schemas['AccountDocument']['balances'][number];

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

interface Worth {
  amount: number;
  currency: string;
}

/** What the order would be worth, where that can be told before it is sent: bought at the ask, sold at the bid. */
export function worth(ticket: Ticket, side: 'buy' | 'sell', quote: Schemas['QuoteDocument'] | undefined, instrument: Instrument | undefined, balances: readonly Balance[] = []): Worth | undefined {
  const size = Number(ticket.size);
  if (!instrument || !ticket.size || !Number.isFinite(size)) return undefined;
  const has = balances.find((each) => each.currency === instrument.settle);
  if (has && ticket.sizeType === 'percent_of_equity') return { amount: (Number(has.equity) * size) / 100, currency: instrument.settle };
  if (has && ticket.sizeType === 'percent_of_available') return { amount: (Number(has.available) * size) / 100, currency: instrument.settle };
  if (ticket.sizeType === 'dollar_amount') return { amount: size, currency: instrument.quote };
  if (ticket.sizeType !== 'fixed_quantity') return undefined;
  const contracts = size * Number(instrument.contractSize);
  // A contract of an inverse market is worth so much of what it is quoted in, whatever the price.
  if (instrument.kind.startsWith('inverse')) return { amount: contracts, currency: instrument.quote };
  const typed = ticket.type === 'limit' || ticket.type === 'stop_limit' ? ticket.limitPrice : ticket.type === 'stop' ? ticket.stopPrice : '';
  const price = Number(typed || (side === 'buy' ? quote?.ask : quote?.bid) || quote?.last);
  return Number.isFinite(price) ? { amount: contracts * price, currency: instrument.settle } : undefined;
}
