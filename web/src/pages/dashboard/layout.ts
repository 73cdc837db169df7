/** Where a panel stands on the grid. */
export interface Place {
  i: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

/** How a user arranged the dashboard; panels that are not named are hidden. */
export interface Arrangement {
  panels: Place[];
}

export const columns = 12;
const smallest = { w: 3, h: 3 };
const largestHeight = 30;

/** Ready-made arrangements; the first is what a newcomer sees. */
export const presets: Record<string, { title: string; panels: Place[] }> = {
  overview: {
    title: 'Overview',
    panels: [
      { i: 'market', x: 0, y: 0, w: 5, h: 10 },
      { i: 'equity', x: 5, y: 0, w: 4, h: 5 },
      { i: 'drawdown', x: 5, y: 5, w: 4, h: 5 },
      { i: 'ticket', x: 9, y: 0, w: 3, h: 10 },
      { i: 'signals', x: 0, y: 10, w: 5, h: 9 },
      { i: 'positions', x: 5, y: 10, w: 4, h: 9 },
      { i: 'accounts', x: 9, y: 10, w: 3, h: 4 },
      { i: 'health', x: 9, y: 14, w: 3, h: 5 },
    ],
  },
  trading: {
    title: 'Trading',
    panels: [
      { i: 'market', x: 0, y: 0, w: 6, h: 12 },
      { i: 'depth', x: 6, y: 0, w: 3, h: 12 },
      { i: 'ticket', x: 9, y: 0, w: 3, h: 12 },
      { i: 'positions', x: 0, y: 12, w: 6, h: 8 },
      { i: 'orders', x: 6, y: 12, w: 6, h: 8 },
    ],
  },
  watching: {
    title: 'Watching signals',
    panels: [
      { i: 'signals', x: 0, y: 0, w: 8, h: 19 },
      { i: 'accounts', x: 8, y: 0, w: 4, h: 5 },
      { i: 'positions', x: 8, y: 5, w: 4, h: 7 },
      { i: 'orders', x: 8, y: 12, w: 4, h: 7 },
    ],
  },
};

export const initial: Arrangement = { panels: presets.overview!.panels };

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
const overlaps = (one: Place, other: Place) => one.x < other.x + other.w && other.x < one.x + one.w;

/** The arrangement with a panel at the end of it. */
export const withPanel = (panels: readonly Place[], name: string): Place[] => [...panels, { i: name, x: 0, y: Math.max(0, ...panels.map((each) => each.y + each.h)), w: 6, h: 7 }];

export type Step = 'left' | 'right' | 'up' | 'down';

/** One step of a panel; up and down it changes places with its neighbour, because panels float to the top. */
export function moved(panels: readonly Place[], name: string, step: Step): Place[] {
  const own = panels.find((each) => each.i === name);
  if (!own) return [...panels];
  if (step === 'left' || step === 'right') return replaced(panels, { ...own, x: within(own.x + (step === 'left' ? -1 : 1), 0, columns - own.w) });
  const beside = panels.filter((each) => each.i !== name && overlaps(each, own));
  const next =
    step === 'up' ? beside.filter((each) => each.y < own.y).sort((left, right) => right.y - left.y)[0] : beside.filter((each) => each.y > own.y).sort((left, right) => left.y - right.y)[0];
  if (!next) return [...panels];
  const [above, below] = step === 'up' ? [own, next] : [next, own];
  const top = Math.min(own.y, next.y);
  return replaced(replaced(panels, { ...above, y: top }), { ...below, y: top + above.h });
}

/** One step wider, narrower, higher or lower. */
export function sized(panels: readonly Place[], name: string, step: Step): Place[] {
  const own = panels.find((each) => each.i === name);
  if (!own) return [...panels];
  const w = within(own.w + (step === 'right' ? 1 : step === 'left' ? -1 : 0), smallest.w, columns - own.x);
  const h = within(own.h + (step === 'down' ? 1 : step === 'up' ? -1 : 0), smallest.h, largestHeight);
  return replaced(panels, { ...own, w, h });
}

const replaced = (panels: readonly Place[], place: Place) => panels.map((each) => (each.i === place.i ? place : each));

/** What is kept: places alone, of panels that exist, within the grid. */
export const tidy = (panels: readonly Place[], exists: (name: string) => boolean): Place[] =>
  panels
    .filter((each) => exists(each.i))
    .map(({ i, x, y, w, h }) => ({ i, x: within(x, 0, columns - smallest.w), y: Math.max(0, y), w: within(w, smallest.w, columns), h: within(h, smallest.h, largestHeight) }));
