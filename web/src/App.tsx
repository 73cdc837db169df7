import { Suspense } from 'react';
import { useSession } from './api/session';
import { pages } from './pages/pages';
import { EnrolPage } from './pages/sign-in/EnrolPage';
import { ExpiredSession } from './pages/sign-in/ExpiredSession';
import { SetupPage } from './pages/sign-in/SetupPage';
import { SignInPage } from './pages/sign-in/SignInPage';
import { EmptyState } from './parts/EmptyState';
import { Loading } from './parts/Loading';
import { Problem } from './parts/Problem';
import { Link, match, usePath } from './router';
import { ProofDialog } from './shell/ProofDialog';
import { Shell } from './shell/Shell';

/** Signing in keeps the address; where a session ran out it keeps the page too, with what was typed there. */
export function App() {
  const path = usePath();
  const session = useSession();
  if (path === '/setup') return <SetupPage />;
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
          <Suspense fallback={<Loading what="the page" />}>
            <CurrentPage path={path} />
          </Suspense>
        </Shell>
      </div>
      {session.data ? <ProofDialog session={session.data} /> : <ExpiredSession />}
    </>
  );
}

function CurrentPage({ path }: { path: string }) {
  for (const page of pages) {
    const values = match(page.path, path);
    if (values) {
      const Component = page.component;
      return <Component key={path} {...values} />;
    }
  }
  return (
    <EmptyState title="There is no page here">
      <Link href="/">Go to the dashboard</Link>
    </EmptyState>
  );
}
