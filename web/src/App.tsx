import { lazy, Suspense, useEffect } from 'react';
import { useSession } from './api/session';
import { reading } from './pages/code';
import { loadedPage, loadPage, pageAt, type Page, type PageComponent } from './pages/pages';
import { ExpiredSession } from './pages/sign-in/ExpiredSession';
import { SignInPage } from './pages/sign-in/SignInPage';
import { EmptyState } from './parts/EmptyState';
import { Fence } from './parts/Fence';
import { Loading } from './parts/Loading';
import { Problem } from './parts/Problem';
import { Link, usePath } from './router';
import { usePreferences } from './shell/preferences';
import { ProofDialog } from './shell/ProofDialog';
import { Shell } from './shell/Shell';

const EnrolPage = lazy(() => reading(() => import('./pages/sign-in/EnrolPage')));
const InvitationPage = lazy(() => reading(() => import('./pages/sign-in/InvitationPage')));
const SetupPage = lazy(() => reading(() => import('./pages/sign-in/SetupPage')));

/** Signing in keeps the address; where a session ran out it keeps the page too, with what was typed there. */
export function App() {
  const path = usePath();
  const session = useSession();
  // Times are written by the chosen clock wherever they stand: whoever chooses another sees all of them anew.
  usePreferences();
  if (path === '/setup') return <SetupPage />;
  if (path === '/invitation') return <InvitationPage />;
  if (session.isPending) return <Loading what="Signalbox" />;
  if (session.isError) return <Problem error={session.error} onRetry={() => void session.refetch()} />;
  const shown = session.data ?? session.expired;
  if (!shown) return <SignInPage />;
  if (session.data?.mustEnroll) {
    return (
      <>
        <EnrolPage />
        <ProofDialog session={session.data} />
      </>
    );
  }
  return (
    <>
      <div inert={session.data === null}>
        <Shell key={shown.userId} session={shown}>
          <Fence key={path}>
            <Suspense fallback={<Loading what="the page" />}>
              <CurrentPage path={path} />
            </Suspense>
          </Fence>
        </Shell>
      </div>
      {session.data ? <ProofDialog session={session.data} /> : <ExpiredSession />}
    </>
  );
}

const components = new Map<Page, PageComponent>();

/** The same for as long as the program runs: another one would begin the page anew. */
function componentOf(page: Page): PageComponent {
  const component = components.get(page) ?? loadedPage(page) ?? lazy(() => loadPage(page));
  components.set(page, component);
  return component;
}

function CurrentPage({ path }: { path: string }) {
  const found = pageAt(path);
  const title = found?.page.title;
  useEffect(() => {
    document.title = title ? `${title} · Signalbox` : 'Signalbox';
  }, [title]);
  if (!found) {
    return (
      <EmptyState title="There is no page here">
        <Link href="/">Go to the dashboard</Link>
      </EmptyState>
    );
  }
  const Component = componentOf(found.page);
  return <Component key={path} {...found.values} />;
}
