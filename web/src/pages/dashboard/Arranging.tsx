import { Button } from '../../parts/Button';
import { Choice } from '../../terms/editors';
import styles from './DashboardPage.module.css';
import { initial, presets, withPanel, type Place } from './layout';
import { panels } from './panels';

interface Props {
  places: readonly Place[];
  isLocked: boolean;
  problem: string | undefined;
  onKeep: (places: readonly Place[]) => void;
  onLock: (isLocked: boolean) => void;
}

/** Unlocks the panels; then they are moved, sized, hidden and shown, or taken from what is ready-made. */
export function Arranging({ places, isLocked, problem, onKeep, onLock }: Props) {
  const hidden = Object.entries(panels).filter(([name]) => !places.some((each) => each.i === name));
  return (
    <div className={styles.head}>
      {problem && (
        <span role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
      {!isLocked && (
        <>
          <span className={styles.hint}>Drag panels by their heads, or focus one: arrow keys move it, with Shift they size it.</span>
          {hidden.length > 0 && <Choice label="Show a panel" value="" choices={[['', 'Show a panel …'], ...hidden.map(([name, panel]) => [name, panel.title] as const)]} onChange={(name) => name && onKeep(withPanel(places, name))} />}
          <Choice label="Preset" value="" choices={[['', 'Preset …'], ...Object.entries(presets).map(([name, preset]) => [name, preset.title] as const)]} onChange={(name) => presets[name] && onKeep(presets[name].panels)} />
          <Button onClick={() => onKeep(initial.panels)}>Reset the layout</Button>
        </>
      )}
      <Button look="quiet" aria-pressed={!isLocked} onClick={() => onLock(!isLocked)}>
        {isLocked ? 'Arrange panels' : 'Done'}
      </Button>
    </div>
  );
}
