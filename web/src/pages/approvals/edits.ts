import type { Schemas } from '../../api/client';

type Trade = Schemas['TradeDocument'];
type Terms = Schemas['TermsDocument'];
type Order = Schemas['OrderDocument'];

/** What a trade is to become; what was typed, as it was typed. An empty field leaves what it is about as it is. */
export interface Edits {
  quantity: string;
  type: string;
  limitPrice: string;
  stopPrice: string;
  stopLoss: string;
  targets: string[];
}

/** What of a trade can be changed, by what it does. */
export function editableOf({ plan, summary }: Trade) {
  const enters = Boolean(plan?.enter);
  const exits = Boolean(plan && plan.exit !== 'none');
  return {
    enters,
    trades: enters || exits,
    // A signal that names the position to reach says itself how much that is.
    quantity: summary.action !== 'target' && (enters || plan?.exit === 'part'),
    protection: enters || Boolean(plan?.protect),
    anything: enters || exits || Boolean(plan?.protect),
  };
}

/** The order it sends: of an entry, else of the exit. */
export const orderOf = (trade: Trade): Order | null | undefined => (editableOf(trade).enters ? trade.terms?.entryOrder.value : trade.terms?.exitOrder.value);

export const targetsOf = (trade: Trade) => trade.terms?.takeProfit.value?.targets ?? [];

/** The units of the terms that the fields are about. */
export const unitsOf = (trade: Trade) => (editableOf(trade).enters ? { size: 'terms.entrySize', order: 'terms.entryOrder' } : { size: 'terms.exitSize', order: 'terms.exitOrder' });

export function editsOf(trade: Trade): Edits {
  const order = orderOf(trade);
  const exit = trade.terms?.exitSize.value;
  const targets = targetsOf(trade);
  return {
    quantity: (editableOf(trade).enters ? trade.approval?.quantity : exit?.type === 'fixed_quantity' ? exit.quantity : undefined) ?? '',
    type: order?.type ?? 'market',
    limitPrice: order?.limitPrice ?? '',
    stopPrice: order?.stopPrice ?? '',
    stopLoss: trade.terms?.stopLoss.value?.stopPrice ?? '',
    targets: targets.length === 0 ? [''] : targets.map((target) => target.limitPrice ?? ''),
  };
}

const isOther = (typed: string, before: string) => typed.trim() !== '' && typed.trim() !== before && !(before !== '' && Number(typed) === Number(before));

function orderTerms(trade: Trade, typed: Edits, before: Edits): Order | undefined {
  const changed = typed.type !== before.type || isOther(typed.limitPrice, before.limitPrice) || isOther(typed.stopPrice, before.stopPrice);
  if (!changed) return undefined;
  // What belongs to an order that rests does not belong to one at the market.
  if (typed.type === 'market') return { type: 'market' };
  const limitPrice = typed.limitPrice.trim() || before.limitPrice || undefined;
  const stopPrice = typed.stopPrice.trim() || before.stopPrice || undefined;
  return { ...(orderOf(trade)?.type === typed.type ? orderOf(trade) : {}), type: typed.type as Order['type'], limitPrice, stopPrice };
}

/** The units that differ from how the trade stands; undefined: nothing does. */
export function termsOf(trade: Trade, typed: Edits): Terms | undefined {
  const before = editsOf(trade);
  const terms: Terms = {};
  const { enters } = editableOf(trade);
  if (isOther(typed.quantity, before.quantity)) terms[enters ? 'entrySize' : 'exitSize'] = { quantity: typed.quantity.trim(), type: 'fixed_quantity' };
  const order = orderTerms(trade, typed, before);
  if (order) terms[enters ? 'entryOrder' : 'exitOrder'] = order;
  if (isOther(typed.stopLoss, before.stopLoss)) {
    const stop = trade.terms?.stopLoss.value;
    terms.stopLoss = { type: stop?.type === 'stop_limit' ? 'stop_limit' : 'stop', stopPrice: typed.stopLoss.trim(), breakevenAfterTarget: stop?.breakevenAfterTarget, breakevenOffset: stop?.breakevenOffset };
  }
  if (typed.targets.some((price, index) => isOther(price, before.targets[index] ?? ''))) {
    const targets = targetsOf(trade);
    terms.takeProfit = {
      targets: typed.targets
        .map((price, index) => (isOther(price, before.targets[index] ?? '') ? { limitPrice: price.trim(), sharePercent: targets[index]?.sharePercent } : targets[index]))
        .filter((target) => target !== undefined),
    };
  }
  return Object.keys(terms).length === 0 ? undefined : terms;
}
