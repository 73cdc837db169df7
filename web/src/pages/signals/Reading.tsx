import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { Panel } from '../../parts/Panel';

/** The body as it came in and the signal it was read as. Untrusted text is shown as text only. */
export function Reading({ signal }: { signal: Schemas['SignalDocument'] }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(signal.raw);
    setCopied(true);
  };
  return (
    <>
      <Panel title="Payload" note="as it arrived" actions={<Button onClick={() => void copy()}>{isCopied ? 'Copied' : 'Copy'}</Button>}>
        <pre>{signal.raw}</pre>
      </Panel>
      {signal.signal !== undefined && signal.signal !== null && (
        <Panel title="Read as" note={signal.summary.reader}>
          <pre>{JSON.stringify(signal.signal, null, 2)}</pre>
        </Panel>
      )}
    </>
  );
}
