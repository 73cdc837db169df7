import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { at, post, type ApiError, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { CopyButton } from '../../parts/CopyButton';
import { SelectField, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';
import { Tabs } from '../../parts/Tabs';
import { useSettled } from '../../parts/useSettled';
import { SizeEditor, TimeInForceEditor } from '../../terms/editors';
import { OrderEditor } from '../../terms/OrderEditor';
import { StopLossEditor } from '../../terms/StopLossEditor';
import { TakeProfitEditor } from '../../terms/TakeProfitEditor';
import styles from './Composer.module.css';

type Composed = Schemas['ComposedDocument'];

const actions = [['buy', 'Buy'], ['sell', 'Sell'], ['exit', 'Exit'], ['add', 'Add'], ['reverse', 'Reverse'], ['cancel', 'Cancel orders'], ['flatten', 'Close everything'], ['breakeven', 'Stop to breakeven'], ['protect', 'Protect']] as const;
const sentiments = [['', 'as the action says'], ['bullish', 'Bullish'], ['bearish', 'Bearish'], ['flat', 'Flat']] as const;
const sources = [['tradingview_indicator', 'TradingView indicator'], ['tradingview_strategy', 'TradingView strategy'], ['code', 'A program']] as const;
const formats = [['traderspost', 'TradersPost JSON'], ['text', 'Plain text'], ['json', 'Signalbox JSON']] as const;
const samples = [['message', 'Message'], ['pine', 'Pine'], ['curl', 'curl'], ['python', 'Python'], ['javaScript', 'JavaScript']] as const;

interface Draft {
  ticker: string;
  action: string;
  sentiment?: string;
  size?: Schemas['SizeDocument'];
  order?: Schemas['OrderDocument'];
  timeInForce?: NonNullable<Schemas['TimeInForce']>;
  takeProfit?: Schemas['TakeProfitDocument'];
  stopLoss?: Schemas['StopLossDocument'];
}

/** Compose a signal by form; the server writes it as the message to paste into an alert. */
export function Composer({ ticker, onTest }: { ticker: string | undefined; onTest: (message: string) => void }) {
  const [draft, setDraft] = useState<Draft>({ ticker: ticker ?? 'BTCUSDT', action: 'buy' });
  const [source, setSource] = useState('tradingview_indicator');
  const [format, setFormat] = useState('traderspost');
  const [sample, setSample] = useState('message');
  const signal = useSettled(JSON.stringify({ v: 1, ...draft }));
  const composed = useQuery<Composed, ApiError>({
    queryKey: ['compose', signal, source, format],
    queryFn: () => post<Composed>(at('signals/compose'), { signal, source, format }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const shown = composed.data?.[sample as keyof Composed] as string | undefined;
  return (
    <Panel title="Compose a message" note="for the alert's field Message; what is left empty comes from the strategy and its subscriptions">
      <div className={styles.sides}>
        <div className={styles.form}>
          <TextField label="Ticker" value={draft.ticker} onChange={(next) => set({ ticker: next })} hint={source === 'code' ? undefined : 'TradingView fills in the chart’s own ticker.'} error={composed.error?.at('signal.ticker')} />
          <SelectField label="Action" value={draft.action} choices={actions} onChange={(action) => set({ action })} hint={source === 'tradingview_strategy' ? 'TradingView fills in buy or sell.' : undefined} error={composed.error?.at('signal.action')} />
          <SelectField label="Side afterwards" value={draft.sentiment ?? ''} choices={sentiments} onChange={(sentiment) => set({ sentiment: sentiment || undefined })} error={composed.error?.at('signal.sentiment')} />
          <Unit title="Size">
            <SizeEditor title="Size" value={draft.size} onChange={(size) => set({ size })} />
          </Unit>
          <Unit title="Order">
            <OrderEditor title="Order" value={draft.order} onChange={(order) => set({ order })} />
          </Unit>
          <Unit title="Time in force">
            <TimeInForceEditor title="Time in force" value={draft.timeInForce} onChange={(timeInForce) => set({ timeInForce })} />
          </Unit>
          <Unit title="Stop loss">
            <StopLossEditor title="Stop loss" value={draft.stopLoss} onChange={(stopLoss) => set({ stopLoss })} />
          </Unit>
          <Unit title="Take profit">
            <TakeProfitEditor title="Take profit" value={draft.takeProfit} onChange={(takeProfit) => set({ takeProfit })} />
          </Unit>
        </div>
        <div className={styles.result}>
          <div className={form.actions}>
            <SelectField label="Sent from" value={source} choices={sources} onChange={setSource} />
            <SelectField label="Language" value={format} choices={formats} onChange={setFormat} error={composed.error?.at('format')} />
          </div>
          <FormErrors error={composed.error} />
          {shown !== undefined && !composed.error && (
            <>
              <Tabs label="Written as" value={sample} choices={samples} onChange={setSample} />
              <pre className={styles.message} role="region" aria-label="Composed message" tabIndex={0}>
                {shown}
              </pre>
              <div className={form.actions}>
                <CopyButton look="primary" text={shown}>
                  Copy
                </CopyButton>
                {sample === 'message' && <Button onClick={() => onTest(withExamples(shown))}>Test this message</Button>}
              </div>
              <ol className={styles.steps}>
                {composed.data!.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </>
          )}
        </div>
      </div>
    </Panel>
  );

  /** As TradingView would send it: with something in place of the placeholders. */
  function withExamples(message: string) {
    const examples: Record<string, string> = {
      '{{ticker}}': draft.ticker,
      '{{close}}': '100',
      '{{timenow}}': new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      '{{interval}}': '5',
      '{{strategy.order.action}}': draft.action === 'sell' ? 'sell' : 'buy',
      '{{strategy.order.contracts}}': '1',
    };
    return Object.entries(examples).reduce((text, [placeholder, example]) => text.replaceAll(placeholder, example), message);
  }
}

const Unit = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <div className={styles.unit}>
    <span>{title}</span>
    {children}
  </div>
);
