import { useState, type ReactNode } from 'react';
import GridLayout, { useContainerWidth, type Layout } from 'react-grid-layout';
import 'react-grid-layout/css/styles.css';
import { Button } from '../../parts/Button';
import { Panel } from '../../parts/Panel';
import { AccountsPanel } from './AccountsPanel';
import styles from './DashboardPage.module.css';
import { initialLayout, keptLayout, keepLayout } from './layout';
import { MarketPanel } from './MarketPanel';
import { NewestSignals } from './NewestSignals';
import { OpenPositions } from './OpenPositions';
import { EquityPanel } from './EquityPanel';

const panels: { name: string; title: string; content: ReactNode; isFlush?: boolean }[] = [
  { name: 'market', title: 'Market', content: <MarketPanel />, isFlush: true },
  { name: 'equity', title: 'Equity', content: <EquityPanel />, isFlush: true },
  { name: 'signals', title: 'Signals', content: <NewestSignals />, isFlush: true },
  { name: 'positions', title: 'Positions', content: <OpenPositions />, isFlush: true },
  { name: 'accounts', title: 'Accounts', content: <AccountsPanel /> },
];

const phoneBelow = 700;
const columns = 12;
const rowHeight = 34;

/** Is it healthy, what am I exposed to, what just happened. Panels can be moved, and the layout is kept. */
export default function DashboardPage() {
  const { width, containerRef, mounted } = useContainerWidth();
  const [layout, setLayout] = useState<Layout>(keptLayout);
  const [isLocked, setLocked] = useState(true);
  const keep = (next: Layout) => {
    setLayout(next);
    keepLayout(next);
  };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className="sr-only">Dashboard</h1>
        {!isLocked && <Button onClick={() => keep(initialLayout)}>Reset the layout</Button>}
        <Button look="quiet" aria-pressed={!isLocked} onClick={() => setLocked(!isLocked)}>
          {isLocked ? 'Arrange panels' : 'Done'}
        </Button>
      </header>
      <div ref={containerRef}>
        {mounted && width < phoneBelow && (
          <div className={styles.stack}>
            {panels.map((panel) => (
              <div key={panel.name} className={styles.stacked}>
                <Panel title={panel.title} isFlush={panel.isFlush}>
                  {panel.content}
                </Panel>
              </div>
            ))}
          </div>
        )}
        {mounted && width >= phoneBelow && (
          <GridLayout
            width={width}
            layout={layout}
            gridConfig={{ cols: columns, rowHeight, margin: [12, 12], containerPadding: [0, 0] }}
            dragConfig={{ enabled: !isLocked, handle: 'header' }}
            resizeConfig={{ enabled: !isLocked }}
            onLayoutChange={(next) => !isLocked && keep(next)}
          >
            {panels.map((panel) => (
              <div key={panel.name} data-movable={!isLocked || undefined} className={styles.cell}>
                <Panel title={panel.title} isFlush={panel.isFlush}>
                  {panel.content}
                </Panel>
              </div>
            ))}
          </GridLayout>
        )}
      </div>
    </div>
  );
}
