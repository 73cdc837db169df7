import { useLayout } from '../../api/layouts';
import { useList } from '../../api/lists';
import { Button } from '../../parts/Button';
import { navigate } from '../../router';
import styles from './StartPage.module.css';

/** Where nothing has ever traded, the way to a first trade; dismissed, it stays away, and the guide is still among the pages. */
export function StartBanner() {
  const { layout, keep, isKnown } = useLayout<{ isDismissed?: boolean }>('start', {});
  const fills = useList('fills');
  if (!isKnown || layout.isDismissed || fills.isPending || fills.error || fills.rows.length > 0) return null;
  return (
    <aside className={styles.banner} aria-label="First steps">
      <span>
        <strong>Nothing has traded here yet.</strong> The guide leads from here to a paper trade fired from your own alert in about three minutes.
      </span>
      <Button look="primary" onClick={() => navigate('/start')}>
        Get started
      </Button>
      <Button look="quiet" onClick={() => keep({ ...layout, isDismissed: true })}>
        Not now
      </Button>
    </aside>
  );
}
