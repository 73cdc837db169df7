import type { Schemas } from '../../api/client';
import { CopyButton } from '../../parts/CopyButton';
import { Panel } from '../../parts/Panel';
import { MarkedText } from '../../reading/MarkedText';

const shell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The address is a secret and no part of what is copied. */
const curl = (raw: string) => `curl -X POST "$SIGNALBOX_WEBHOOK" --data-binary ${shell(raw)}`;

/** The body as it came in, with what was understood of it, and the signal it was read as. */
export function Reading({ signal }: { signal: Schemas['SignalDocument'] }) {
  const canonical = signal.signal === undefined || signal.signal === null ? undefined : JSON.stringify(signal.signal, null, 2);
  return (
    <>
      <Panel
        title="Payload"
        note="as it arrived; marked is what was understood"
        actions={
          <>
            <CopyButton text={signal.raw}>Copy text</CopyButton>
            <CopyButton text={() => curl(signal.raw)}>Copy as curl</CopyButton>
          </>
        }
      >
        <MarkedText text={signal.raw} parts={signal.parts} />
        {signal.repairs.length > 0 && <p>Mended to read it: {signal.repairs.join(', ')}.</p>}
      </Panel>
      {canonical && (
        <Panel title="Read as" note={signal.summary.reader} actions={<CopyButton text={canonical}>Copy JSON</CopyButton>}>
          <pre>{canonical}</pre>
        </Panel>
      )}
    </>
  );
}
