import { useState } from 'react';
import { Button } from '../../parts/Button';
import styles from './StartPage.module.css';

interface Props {
  label: string;
  text: string;
  onCopied?: () => void;
}

/** A text to take elsewhere. Where the browser gives nobody its clipboard (plain HTTP on another machine) it is selected instead. */
export function Copyable({ label, text, onCopied }: Props) {
  const [said, setSaid] = useState('');
  const copy = async (block: HTMLElement | null) => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      if (block) getSelection()?.selectAllChildren(block);
      setSaid('Selected: copy it with Ctrl C');
    }
    onCopied?.();
  };
  return (
    <figure className={styles.copyable}>
      <figcaption>
        <span>{label}</span>
        <Button onClick={(event) => void copy(event.currentTarget.closest('figure')?.querySelector('pre') ?? null)}>
          Copy<span className="sr-only"> {label}</span>
        </Button>
        <span role="status">{said}</span>
      </figcaption>
      <pre>{text}</pre>
    </figure>
  );
}
