import { useState, type KeyboardEvent } from 'react';
import GridLayout, { useContainerWidth } from 'react-grid-layout';
import 'react-grid-layout/css/styles.css';
import { useLayout } from '../../api/layouts';
import { Button } from '../../parts/Button';
import { Fence } from '../../parts/Fence';
import { useNarrow } from '../../parts/useNarrow';
import { StartBanner } from '../start/StartBanner';
import { Arranging } from './Arranging';
import styles from './DashboardPage.module.css';
import { columns, initial, moved, sized, tidy, type Arrangement, type Place, type Step } from './layout';
import { panels } from './panels';

const rowHeight = 34;
const steps: Record<string, Step> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const exists = (name: string) => name in panels;

/** Is it healthy, what am I exposed to, what just happened. Panels can be arranged; the server keeps how, for every browser of the user. */
export default function DashboardPage() {
  const isNarrow = useNarrow();
  const { layout, keep, isKnown, problem } = useLayout<Arrangement>('dashboard', initial);
  const [isLocked, setLocked] = useState(true);
  const places = tidy(layout.panels ?? initial.panels, exists);
  const keepPlaces = (next: readonly Place[]) => {
    const tidied = tidy(next, exists);
    if (JSON.stringify(tidied) !== JSON.stringify(places)) keep({ panels: tidied });
  };
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Dashboard</h1>
      <StartBanner />
      {!isNarrow && <Arranging places={places} isLocked={isLocked} problem={problem} onKeep={keepPlaces} onLock={setLocked} />}
      {isNarrow ? <Stack places={places} /> : isKnown && <Grid places={places} isLocked={isLocked} onKeep={keepPlaces} />}
    </div>
  );
}

/** On a phone one panel follows the other, in the order of the grid. */
const Stack = ({ places }: { places: readonly Place[] }) => (
  <div className={styles.stack}>
    {[...places]
      .sort((left, right) => left.y - right.y || left.x - right.x)
      .map(({ i }) => {
        const Content = panels[i]!.component;
        return (
          <div key={i} className={styles.stacked}>
            <Fence>
              <Content />
            </Fence>
          </div>
        );
      })}
  </div>
);

interface GridProps {
  places: readonly Place[];
  isLocked: boolean;
  onKeep: (places: readonly Place[]) => void;
}

function Grid({ places, isLocked, onKeep }: GridProps) {
  const { width, containerRef, mounted } = useContainerWidth();
  const press = (event: KeyboardEvent, name: string) => {
    const step = steps[event.key];
    if (isLocked || !step || event.target !== event.currentTarget) return;
    event.preventDefault();
    onKeep(event.shiftKey ? sized(places, name, step) : moved(places, name, step));
  };
  return (
    <div ref={containerRef}>
      {mounted && (
        <GridLayout
          width={width}
          layout={[...places]}
          gridConfig={{ cols: columns, rowHeight, margin: [12, 12], containerPadding: [0, 0] }}
          dragConfig={{ enabled: !isLocked, handle: 'header', cancel: 'button' }}
          resizeConfig={{ enabled: !isLocked }}
          onDragStop={(next) => onKeep([...next])}
          onResizeStop={(next) => onKeep([...next])}
        >
          {places.map(({ i }) => {
            const { title, component: Content } = panels[i]!;
            return (
              <div
                key={i}
                data-panel={i}
                data-movable={!isLocked || undefined}
                className={styles.cell}
                tabIndex={isLocked ? undefined : 0}
                role="group"
                aria-label={isLocked ? title : `${title}: arrow keys move it, with Shift they size it`}
                onKeyDown={(event) => press(event, i)}
              >
                <Fence>
                  <Content
                    actions={
                      !isLocked && (
                        <Button look="quiet" onClick={() => onKeep(places.filter((each) => each.i !== i))}>
                          Hide<span className="sr-only"> {title}</span>
                        </Button>
                      )
                    }
                  />
                </Fence>
              </div>
            );
          })}
        </GridLayout>
      )}
    </div>
  );
}
