import { useState } from 'react';
import { Button } from './Button';

/** A secret that was just made: it is shown this once, to be copied. */
export function SecretOnce({ what, secret }: { what: string; secret: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <p role="status">
      Copy it now, it is not shown again: <code>{secret}</code>{' '}
      <Button onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>{isCopied ? 'Copied' : `Copy the ${what}`}</Button>
    </p>
  );
}
