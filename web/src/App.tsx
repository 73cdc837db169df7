import { Suspense } from 'react';
import { useSession } from './api/session';
import { pages } from './pages/pages';
import { SetupPage } from './pages/sign-in/SetupPage';
import { SignInPage } from './pages/sign-in/SignInPage';
import { EmptyState } from './parts/EmptyState';
import { Loading } from './parts/Loading';
import { Problem } from './parts/Problem';
import { Link, match, usePath } from './router';
import { ProofDialog } from './shell/ProofDialog';
import { Shell } from './shell/Shell';

/** Signing in keeps the address, so that an expired session returns to the same place. */
export function App() {
  const path = usePath();
  const session = useSession();
  if (path === '/setup') return <SetupPage />;
  if (session.isPending) return <Loading what="Signalbox" />;
  if (session.isError) return <Problem error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data === null) return <SignInPage />;
  return (
    <>
      <Shell session={session.data}>
        <Suspense fallback={<Loading what="the page" />}>
          <CurrentPage path={path} />
        </Suspense>
      </Shell>
      <ProofDialog session={session.data} />
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
