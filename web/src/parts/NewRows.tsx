import { Button } from './Button';
import styles from './DataTable.module.css';

/** What came in above, for who reads further down. */
export const NewRows = ({ count, onShow }: { count: number; onShow: () => void }) =>
  count > 0 && (
    <Button look="primary" className={styles.news} onClick={onShow}>
      ↑ {count} new
    </Button>
  );
