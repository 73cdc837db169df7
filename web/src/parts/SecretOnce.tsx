import { CopyButton } from './CopyButton';

/** A secret that was just made: it is shown this once, to be copied. */
export const SecretOnce = ({ what, secret }: { what: string; secret: string }) => (
  <p role="status">
    Copy it now, it is not shown again: <code>{secret}</code> <CopyButton text={secret}>{`Copy the ${what}`}</CopyButton>
  </p>
);
