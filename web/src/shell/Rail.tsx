import { match } from '../match';
import { pages, type PageGroup } from '../pages/pages';
import { Link, usePath } from '../router';
import styles from './Rail.module.css';

const groups: PageGroup[] = ['Operate', 'Analyse', 'Configure', 'System'];

export function Rail({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const path = usePath();
  const current = pages.find((page) => !page.isDetail && (match(page.path, path) || (page.path !== '/' && path.startsWith(`${page.path}/`))));
  return (
    <nav className={styles.rail} aria-label="Pages" data-open={isOpen || undefined}>
      {groups.map((group) => {
        const members = pages.filter((page) => page.group === group && !page.isDetail);
        return (
          members.length > 0 && (
            <div key={group}>
              <h3 className={styles.group}>{group}</h3>
              {members.map((page) => (
                <Link key={page.path} href={page.path} className={styles.link} aria-current={page === current ? 'page' : undefined} onClick={onClose}>
                  {page.title}
                  <kbd aria-hidden="true">g {page.key}</kbd>
                </Link>
              ))}
            </div>
          )
        );
      })}
    </nav>
  );
}
