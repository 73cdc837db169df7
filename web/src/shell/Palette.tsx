import { useQueryClient } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useState } from 'react';
import { useSignedIn } from '../api/session';
import { pages } from '../pages/pages';
import { whyNot } from '../permissions/needs';
import { navigate } from '../router';
import { actions, settings, signalIn, type Command as Order } from './commands';
import styles from './Palette.module.css';

interface Props {
  onOpenChange: (isOpen: boolean) => void;
  /** Is closed, and does it then: what is led to keeps the focus. */
  onRun: (act: () => void) => void;
}

/** Ctrl-K: every page, every main action and every preference by name, and signals by their id. */
export default function Palette({ onOpenChange, onRun }: Props) {
  const [typed, setTyped] = useState('');
  const queries = useQueryClient();
  const signal = signalIn(typed);
  return (
    <Command.Dialog open onOpenChange={onOpenChange} label="Commands" overlayClassName={styles.overlay} contentClassName={styles.dialog}>
      <Command.Input value={typed} onValueChange={setTyped} placeholder="Go to a page, do something, or paste the id of a signal …" className={styles.input} />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.empty}>Nothing is called that.</Command.Empty>
        {signal && (
          <Command.Item value={typed} forceMount className={styles.item} onSelect={() => onRun(() => navigate(`/signals/${signal}`))}>
            Go to signal {signal}
          </Command.Item>
        )}
        <Command.Group heading="Pages" className={styles.group}>
          {pages
            .filter((page) => !page.isDetail)
            .map((page) => (
              <Command.Item key={page.path} className={styles.item} onSelect={() => onRun(() => navigate(page.path))}>
                {page.title} <kbd>g {page.key}</kbd>
              </Command.Item>
            ))}
        </Command.Group>
        <Orders heading="Actions" orders={actions} onRun={onRun} />
        <Command.Group heading="Signals" className={styles.group}>
          <Command.Item className={styles.item} keywords={['open find id']} onSelect={() => setTyped('signal ')}>
            Go to a signal: type or paste its id
          </Command.Item>
        </Command.Group>
        <Orders heading="Settings" orders={settings(queries)} onRun={onRun} />
      </Command.List>
    </Command.Dialog>
  );
}

function Orders({ heading, orders, onRun }: { heading: string; orders: readonly Order[]; onRun: (act: () => void) => void }) {
  const session = useSignedIn();
  return (
    <Command.Group heading={heading} className={styles.group}>
      {orders.map(({ title, also, need, run }) => {
        const refused = need && whyNot(session, need);
        return (
          <Command.Item key={title} className={styles.item} keywords={also ? [also] : []} disabled={refused !== undefined} title={refused} onSelect={() => onRun(run)}>
            {title}
          </Command.Item>
        );
      })}
    </Command.Group>
  );
}
