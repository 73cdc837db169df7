import { ApiError } from '../api/client';
import { Button } from './Button';
import { EmptyState } from './EmptyState';

/** What went wrong, in the server's own words. */
export function Problem({ error, onRetry, retry = 'Try again' }: { error: unknown; onRetry?: () => void; retry?: string }) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div role="alert">
      <EmptyState title={error instanceof ApiError && error.status === 0 ? 'No connection' : 'This could not be shown'}>
        <p>{message}</p>
        {onRetry && <Button onClick={onRetry}>{retry}</Button>}
      </EmptyState>
    </div>
  );
}
