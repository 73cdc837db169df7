import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client';
import { takeEarlyNow } from './api/early';
import { App } from './App';
import { Fence } from './parts/Fence';
import { Loading } from './parts/Loading';

// The palette locks scrolling with a style sheet made at run time; what makes it asks for the page's nonce under this name.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What a client did wrong does not become right by asking again.
      retry: (count, error) => count < 3 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      retryDelay: (count) => Math.min(500 * 2 ** count, 5_000),
      staleTime: 5_000,
    },
  },
});

// What is there already is in the first picture.
for (const [key, path] of [
  ['session', '/api/v1/session'],
  ['accounts', '/api/v1/accounts'],
]) {
  const value = takeEarlyNow(path!);
  if (value) queries.setQueryData([key], value);
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Fence>
        <Suspense fallback={<Loading what="Signalbox" />}>
          <App />
        </Suspense>
      </Fence>
    </QueryClientProvider>
  </StrictMode>,
);
