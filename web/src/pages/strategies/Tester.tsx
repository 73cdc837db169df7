import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { at, postText, type ApiError, type Schemas } from '../../api/client';
import { useNames } from '../../api/names';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { MarkedText } from '../../reading/MarkedText';
import styles from './Tester.module.css';
import { TestedTarget } from './TestedTarget';

type Parsed = Schemas['ParsedBodyDocument'];

interface Props {
  strategy: Schemas['StrategyDocument'];
  text: string;
  onText: (text: string) => void;
  /** Counts what was handed over by the composer. */
  handed: number;
}

/** Any text, as the webhook would get it: how it is read and what would come of it. Nothing is written down and nothing trades. */
export function Tester({ strategy, text, onText, handed }: Props) {
  const [tested, setTested] = useState('');
  const test = useMutation<Parsed, ApiError, string>({
    mutationFn: (body) => postText<Parsed>(at('signals/parse', { strategy: strategy.id }), body),
    onMutate: setTested,
  });
  const { mutate } = test;
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  // What the composer hands over is tested at once; what is typed waits for the button.
  useEffect(() => {
    if (handed > 0) mutate(latest.current);
  }, [handed, mutate]);
  return (
    <Panel title="Test a message" note="nothing is traded">
      <form
        className={styles.tester}
        onSubmit={(event) => {
          event.preventDefault();
          mutate(text);
        }}
      >
        <Field label="Message, in any language the webhook reads">
          {(ids) => (
            <textarea
              {...ids}
              rows={5}
              spellCheck={false}
              placeholder={'{"ticker":"BTCUSDT","action":"buy","quantity":0.01}\nor\nBTCUSDT buy 0.01 sl off 2%'}
              value={text}
              onChange={(event) => onText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) mutate(text);
              }}
            />
          )}
        </Field>
        <div className={form.actions}>
          <Button type="submit" look="primary" isBusy={test.isPending} disabled={text === ''}>
            Test
          </Button>
          <span className={form.muted}>
            <kbd>Ctrl</kbd> <kbd>Enter</kbd>
          </span>
        </div>
      </form>
      <div aria-live="polite">
        {test.error && <Refused text={tested} error={test.error} />}
        {test.data && <Understood text={tested} parsed={test.data} />}
      </div>
    </Panel>
  );
}

const Refused = ({ text, error }: { text: string; error: ApiError }) => (
  <div className={styles.outcome} role="alert">
    <p className={styles.refused}>
      <strong>{error.code}</strong> {error.message}
      {typeof error.details.reader === 'string' && ` It was taken for ${error.details.reader}.`}
    </p>
    <MarkedText text={text} fault={error.details.place as Schemas['TextPlaceDocument'] | undefined} />
  </div>
);

function Understood({ text, parsed }: { text: string; parsed: Parsed }) {
  const accounts = useNames('connections');
  return (
  <div className={styles.outcome}>
    <p>
      <Badge state="understood" tone="up" /> Read as <strong>{parsed.reader}</strong>
      {parsed.signals.length > 1 && `, ${parsed.signals.length} signals in order`}.{parsed.repairs.length > 0 && ` Mended: ${parsed.repairs.join(', ')}.`}
    </p>
    <MarkedText text={text} parts={parsed.parts} />
    {parsed.signals.map((signal, index) => (
      <section key={index} className={styles.signal} aria-label={`Signal ${index + 1}`}>
        <p>
          In plain text: <code>{signal.text}</code>
        </p>
        <details>
          <summary>The canonical signal</summary>
          <pre>{JSON.stringify(signal.signal, null, 2)}</pre>
        </details>
        {signal.targets?.length === 0 && <p className={form.muted}>No subscription would take it: its accounts or the strategy’s subscriptions are switched off, or there is none.</p>}
        {signal.targets?.map((target) => (
          <TestedTarget key={target.subscriptionId} target={target} accountName={accounts.of(target.accountId)} />
        ))}
      </section>
    ))}
  </div>
  );
}
