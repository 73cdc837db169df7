import { useEffect, useState } from 'react';
import { Button } from './Button';

const shownForMs = 2_000;

/** The clipboard is only there over HTTPS and on this machine; elsewhere the text is selected and copied as of old. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'sr-only';
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    return isCopied;
  }
}

interface Props {
  /** What is copied; a function is asked when the button is pressed. */
  text: string | (() => string | Promise<string>);
  children: string;
  look?: 'plain' | 'primary' | 'quiet';
}

export function CopyButton({ text, children, look }: Props) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), shownForMs);
    return () => clearTimeout(timer);
  }, [state]);
  const press = async () => {
    try {
      setState((await copy(typeof text === 'string' ? text : await text())) ? 'copied' : 'failed');
    } catch {
      setState('failed');
    }
  };
  return (
    <Button look={look} onClick={() => void press()}>
      <span aria-live="polite">{state === 'copied' ? 'Copied' : state === 'failed' ? 'Not copied: select it by hand' : children}</span>
    </Button>
  );
}
