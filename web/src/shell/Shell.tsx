import { useCallback, useState, type ReactNode } from 'react';
import type { Session } from '../api/session';
import { pages } from '../pages/pages';
import { navigate } from '../router';
import { Palette } from './Palette';
import { Rail } from './Rail';
import { useKeys, usePageKeys } from './shortcuts';
import styles from './Shell.module.css';
import { StatusBar } from './StatusBar';
import { TopBar } from './TopBar';

/** What stands on every page: account summary and kill switch above, pages at the side, the feed's state below. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isRailOpen, setRailOpen] = useState(false);

  usePageKeys(
    useCallback((letter: string) => {
      const page = pages.find((each) => each.key === letter);
      if (page) navigate(page.path);
    }, []),
  );
  useKeys({
    '/': () => document.querySelector<HTMLInputElement>('[data-filter]')?.focus(),
    K: () => navigate('/risk?kill'),
  });

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        Skip to the content
      </a>
      <TopBar session={session} onPalette={() => setPaletteOpen(true)} onMenu={() => setRailOpen(!isRailOpen)} />
      <Rail isOpen={isRailOpen} onClose={() => setRailOpen(false)} />
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
      <StatusBar />
      <Palette isOpen={isPaletteOpen} onOpenChange={setPaletteOpen} />
    </div>
  );
}
