import { Command } from 'cmdk';
import { pages } from '../pages/pages';
import { navigate } from '../router';
import styles from './Palette.module.css';
import { preferences, setPreferences } from './preferences';

interface Props {
  onOpenChange: (isOpen: boolean) => void;
}

/** Ctrl-K: every page and every preference by name. */
export default function Palette({ onOpenChange }: Props) {
  const run = (act: () => void) => () => {
    onOpenChange(false);
    act();
  };
  const now = preferences();
  return (
    <Command.Dialog open onOpenChange={onOpenChange} label="Commands" overlayClassName={styles.overlay} contentClassName={styles.dialog}>
      <Command.Input placeholder="Go to a page or change a setting …" className={styles.input} />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.empty}>Nothing is called that.</Command.Empty>
        <Command.Group heading="Pages" className={styles.group}>
          {pages
            .filter((page) => !page.isDetail)
            .map((page) => (
              <Command.Item key={page.path} className={styles.item} onSelect={run(() => navigate(page.path))}>
                {page.title} <kbd>g {page.key}</kbd>
              </Command.Item>
            ))}
        </Command.Group>
        <Command.Group heading="Settings" className={styles.group}>
          <Command.Item className={styles.item} onSelect={run(() => setPreferences({ theme: now.theme === 'dark' ? 'light' : 'dark' }))}>
            Use the {now.theme === 'dark' ? 'light' : 'dark'} theme
          </Command.Item>
          <Command.Item className={styles.item} onSelect={run(() => setPreferences({ rising: now.rising === 'green' ? 'red' : 'green' }))}>
            Show rising prices in {now.rising === 'green' ? 'red' : 'green'}
          </Command.Item>
          <Command.Item className={styles.item} onSelect={run(() => setPreferences({ clock: now.clock === 'local' ? 'utc' : 'local' }))}>
            Show times in {now.clock === 'local' ? 'UTC' : 'local time'}
          </Command.Item>
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
