import { useMemo } from 'react';
import { useQuery } from '../../router';

/** Which orders: by whether they can still fill; or what filled. */
export const views = [
  ['working', 'Working'],
  ['ended', 'Ended'],
  ['history', 'All'],
  ['fills', 'Fills'],
] as const;

export const legs = ['entry', 'exit', 'stop_loss', 'take_profit'] as const;

export const custom = 'custom';

const hourMs = 3_600_000;

export const periods = [
  ['', 'any time'],
  ['1h', 'last hour'],
  ['24h', 'last 24 hours'],
  ['7d', 'last 7 days'],
  ['30d', 'last 30 days'],
  [custom, 'from … until …'],
] as const;

const lengths: Record<string, number> = { '1h': hourMs, '24h': 24 * hourMs, '7d': 168 * hourMs, '30d': 720 * hourMs };

/** What narrows the list, by its name in the address and at the server. */
const fields: readonly (readonly [string, string])[] = [
  ['account', 'accountId'],
  ['strategy', 'strategyId'],
  ['symbol', 'symbol'],
  ['leg', 'leg'],
  ['side', 'side'],
];

/** The order that is being amended stands in the address as well, and narrows nothing. */
const narrowing = (query: URLSearchParams) => new URLSearchParams([...query].filter(([name]) => name !== 'amend')).toString();

function askedOf(search: string) {
  const query = new URLSearchParams(search);
  const view = query.get('view') ?? 'working';
  const period = query.get('period') ?? '';
  const given = fields.filter(([name]) => query.get(name));
  const filters: Record<string, string | undefined> = Object.fromEntries(given.map(([name, field]) => [field, query.get(name) ?? undefined]));
  if (view === 'working' || view === 'ended') filters.open = String(view === 'working');
  const length = lengths[period];
  // What began while the page was open stays in the list: the window opens once.
  filters.since = length ? new Date(Date.now() - length).toISOString() : period === custom ? (query.get('since') ?? undefined) : undefined;
  filters.until = period === custom ? (query.get('until') ?? undefined) : undefined;
  return { view, period, filters, count: given.length + (period ? 1 : 0) };
}

/** The filters in the address, as the server takes them; it alone decides which rows match. */
export function useOrderFilters() {
  const [query] = useQuery();
  const search = narrowing(query);
  return useMemo(() => askedOf(search), [search]);
}
