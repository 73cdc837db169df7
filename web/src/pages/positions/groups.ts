import type { Schemas } from '../../api/client';
import { grouped } from '../../parts/grouped';

export type Position = Schemas['PositionDocument'];

/** By what positions are grouped. */
export type Grouping = 'strategy' | 'account' | 'symbol';

/** What several positions in one currency come to; those of several currencies are never added. */
export interface Sum {
  currency: string;
  net: number;
  gross: number;
  profit: number;
  count: number;
  /** Positions without a price: the sums lack them. */
  unpriced: number;
}

/** A position, or what one strategy has of it. */
export interface Part {
  position: Position;
  quantity: string;
  side: string;
  exposure: string | null | undefined;
  unrealised: string | null | undefined;
  averagePrice: string | null | undefined;
  /** There is more of the position than this: what acts on a position acts on all of it. */
  isShare: boolean;
}

export type Line = { key: string; sum: Sum; title: string; isTotal: boolean; part?: undefined } | { key: string; part: Part; sum?: undefined };

export const unclaimed = '';

const whole = (position: Position): Part => ({
  position,
  quantity: position.quantity,
  side: position.side,
  exposure: position.exposure,
  unrealised: position.unrealised,
  averagePrice: position.averagePrice,
  isShare: false,
});

const added = (lots: Position['lots'], of: 'exposure' | 'unrealised') => (lots.some((lot) => lot[of] === undefined || lot[of] === null) ? undefined : String(lots.reduce((sum, lot) => sum + Number(lot[of]), 0)));

/** What a strategy's lots are of a position. */
function share(position: Position, lots: Position['lots']): Part {
  const net = Number(lots.reduce((sum, lot) => sum + Number(lot.quantity), 0).toFixed(12));
  return {
    position,
    quantity: String(Math.abs(net)),
    side: net === 0 ? 'flat' : net > 0 ? 'long' : 'short',
    exposure: added(lots, 'exposure'),
    unrealised: added(lots, 'unrealised'),
    averagePrice: lots.length === 1 ? lots[0]!.averagePrice : undefined,
    isShare: true,
  };
}

function partsOf(position: Position, by: Grouping | undefined): [string, Part][] {
  if (by !== 'strategy') return [[by === 'account' ? position.accountId : position.symbol, whole(position)]];
  const lots = grouped(position.lots, (lot) => lot.strategyId ?? unclaimed);
  return lots.size <= 1 ? [[position.lots[0]?.strategyId ?? unclaimed, whole(position)]] : [...lots].map(([strategy, own]) => [strategy, share(position, own)]);
}

function sumsOf(parts: readonly Part[]): Sum[] {
  const byCurrency = new Map<string, Sum>();
  for (const { position, exposure, unrealised } of parts) {
    const sum = byCurrency.get(position.currency) ?? { currency: position.currency, net: 0, gross: 0, profit: 0, count: 0, unpriced: 0 };
    byCurrency.set(position.currency, sum);
    sum.count++;
    sum.net += Number(exposure ?? 0);
    sum.gross += Math.abs(Number(exposure ?? 0));
    sum.profit += Number(unrealised ?? 0);
    if (exposure === undefined || exposure === null) sum.unpriced++;
  }
  return [...byCurrency.values()].sort((left, right) => (left.currency < right.currency ? -1 : 1));
}

const keyOf = ({ position }: Part, group: string) => `${position.accountId}/${position.symbol}/${group}`;

/** What everything comes to, a line for each currency; then every group with its own, and what is in it. */
export function linesOf(positions: readonly Position[], by: Grouping | undefined, nameOf: (group: string) => string): Line[] {
  const parts = positions.flatMap((position) => partsOf(position, by));
  const totals = sumsOf(positions.map(whole)).map((sum): Line => ({ key: `total/${sum.currency}`, sum, title: `All in ${sum.currency}`, isTotal: true }));
  if (!by) return [...totals, ...parts.map(([, part]): Line => ({ key: keyOf(part, ''), part }))];
  const groups = [...grouped(parts, ([group]) => group)].map(([group, members]) => ({ group, name: nameOf(group), members: members.map(([, part]) => part) }));
  groups.sort((left, right) => (left.name < right.name ? -1 : 1));
  return [
    ...totals,
    ...groups.flatMap(({ group, name, members }): Line[] => [
      ...sumsOf(members).map((sum): Line => ({ key: `group/${group}/${sum.currency}`, sum, title: `${name} in ${sum.currency}`, isTotal: false })),
      ...members.map((part): Line => ({ key: keyOf(part, group), part })),
    ]),
  ];
}
