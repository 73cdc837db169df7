import { Button } from './Button';
import styles from './FormErrors.module.css';

/** Somebody else saved a newer version while this one was being edited. */
export const Outdated = ({ what, onReload }: { what: string; onReload: () => void }) => (
  <div role="alert" className={styles.errors}>
    <strong>This {what} was changed elsewhere while you were editing.</strong> What you typed is still here, but cannot be saved over the newer version.{' '}
    <Button onClick={onReload}>Load the newer version</Button>
  </div>
);
