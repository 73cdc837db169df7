import type { Layout } from 'react-grid-layout';

const key = 'signalbox.dashboard';

export const initialLayout: Layout = [
  { i: 'market', x: 0, y: 0, w: 7, h: 9, minW: 4, minH: 5 },
  { i: 'equity', x: 7, y: 0, w: 5, h: 5, minW: 3, minH: 4 },
  { i: 'accounts', x: 7, y: 5, w: 5, h: 4, minW: 3, minH: 3 },
  { i: 'signals', x: 0, y: 9, w: 7, h: 8, minW: 4, minH: 4 },
  { i: 'positions', x: 7, y: 9, w: 5, h: 8, minW: 4, minH: 4 },
];

/** The layout as it was left; panels it does not know yet stand where they stand at first. */
export function keptLayout(): Layout {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as Layout;
    return initialLayout.map((item) => ({ ...item, ...kept.find((each) => each.i === item.i) }));
  } catch {
    // Somebody else's text under our name.
    return initialLayout;
  }
}

export const keepLayout = (layout: Layout) => localStorage.setItem(key, JSON.stringify(layout.map(({ i, x, y, w, h }) => ({ i, x, y, w, h }))));
