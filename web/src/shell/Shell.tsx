import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Session } from '../api/session';
import { reading } from '../pages/code';
import { pages } from '../pages/pages';
import { ExternalRefusal } from '../pages/sign-in/ExternalRefusal';
import { Fence } from '../parts/Fence';
import { navigate } from '../router';
import { Rail } from './Rail';
import { useKeys, usePageKeys } from './shortcuts';
import styles from './Shell.module.css';
import { StatusBar } from './StatusBar';
import { TopBar } from './TopBar';

const loadPalette = () => reading(() => import('./Palette'));
const Palette = lazy(loadPalette);

/** The palette is not needed to show a page, but must be there before anybody can reach for it. */
const paletteAfterMs = 1_000;

async function readAhead() {
  try {
    await loadPalette();
  } catch {
    // Opening it asks again, and says so where it does not come.
  }
}

/** A command of the palette is done once the palette is gone: on going it gives the focus back, and what the command leads to shall have it. */
function useGiven(isOpen: boolean, setOpen: (isOpen: boolean) => void) {
  const [given, setGiven] = useState<{ act: () => void }>();
  useEffect(() => {
    if (isOpen || !given) return undefined;
    // The dialog gives the focus back with a timer of the same kind, which was set before this one.
    const timer = setTimeout(() => {
      setGiven(undefined);
      given.act();
    });
    return () => clearTimeout(timer);
  }, [isOpen, given]);
  return useCallback(
    (act: () => void) => {
      setGiven({ act });
      setOpen(false);
    },
    [setOpen],
  );
}

/** What stands on every page: account summary and kill switch above, pages at the side, the feed's state below. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isRailOpen, setRailOpen] = useState(false);
  const give = useGiven(isPaletteOpen, setPaletteOpen);

  useEffect(() => {
    const timer = setTimeout(() => void readAhead(), paletteAfterMs);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setPaletteOpen((isOpen) => !isOpen);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

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
        <ExternalRefusal />
        {children}
      </main>
      <StatusBar />
      {isPaletteOpen && (
        <Fence>
          <Suspense fallback={null}>
            <Palette onOpenChange={setPaletteOpen} onRun={give} />
          </Suspense>
        </Fence>
      )}
    </div>
  );
}
