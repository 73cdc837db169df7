import { EmptyState } from './EmptyState';

export const Loading = ({ what }: { what: string }) => (
  <div role="status">
    <EmptyState title={`Loading ${what} …`} />
  </div>
);
