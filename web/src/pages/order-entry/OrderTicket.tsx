import { useState, type ReactNode } from 'react';
import { useChange } from '../../api/change';
import type { Schemas } from '../../api/client';
import { sendOrder } from '../../api/manual';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { SelectField, Switch, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { money } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Permitted } from '../../permissions/Permitted';
import { useAccountLevels } from '../../permissions/useLevel';
import styles from './OrderEntry.module.css';
import { Outcome } from './Outcome';
import { emptyTicket, signalOf, worth, type Ticket } from './ticket';

const types = [['market', 'Market'], ['limit', 'Limit'], ['stop', 'Stop'], ['stop_limit', 'Stop limit'], ['trailing_stop', 'Trailing stop']] as const;
const sizes = [['fixed_quantity', 'Units'], ['dollar_amount', 'Money'], ['percent_of_equity', '% of equity'], ['percent_of_available', '% of available'], ['risk_percent', '% at risk']] as const;
const times = [['', 'as usual'], ['gtc', 'till cancelled'], ['day', 'day'], ['ioc', 'immediate or cancel'], ['fok', 'fill or kill']] as const;

interface Props {
  account: string;
  symbol: string;
  quote: Schemas['QuoteDocument'] | undefined;
  /** Taken from the order book: the ticket begins as a limit order at it. */
  limitPrice?: string;
  actions?: ReactNode;
}

/** One order by hand. Buying and selling each ask once more; what was typed stays when it is refused. */
export function OrderTicket({ account, symbol, quote, limitPrice, actions }: Props) {
  const levelAt = useAccountLevels();
  const [ticket, setTicket] = useState<Ticket>(limitPrice ? { ...emptyTicket, type: 'limit', limitPrice } : emptyTicket);
  const send = useChange((side: 'buy' | 'sell') => sendOrder([account], signalOf(ticket, side, symbol)), ['positions', 'orders', 'fills', 'signals', 'accounts']);
  const set = (change: Partial<Ticket>) => setTicket({ ...ticket, ...change });
  const text = (name: keyof Ticket & ('size' | 'limitPrice' | 'stopPrice' | 'trailPercent' | 'stopLossPercent' | 'takeProfitPercent'), label: string, path: string, hint?: string) => (
    <TextField label={label} hint={hint} inputMode="decimal" value={ticket[name]} onChange={(value) => set({ [name]: value })} error={send.error?.at(path)} />
  );
  const value = worth(ticket, quote);
  const sure = (side: string) => `${side} ${ticket.size || '?'} ${sizes.find(([name]) => name === ticket.sizeType)?.[1].toLowerCase()}${value === undefined ? '' : `, about ${money(String(value))}`}?`;
  const needsLimit = ticket.type === 'limit' || ticket.type === 'stop_limit';
  const needsStop = ticket.type === 'stop' || ticket.type === 'stop_limit';
  return (
    <Panel title="Ticket" note={`${symbol} at ${account}`} actions={actions}>
      <div className={form.page}>
        <Permitted need={{ scope: 'trade', level: 'trade', held: levelAt(account) }} isNoted>
          <FormErrors error={send.error} />
          <div className={styles.fields}>
            <SelectField label="Type" value={ticket.type} choices={types} onChange={(type) => set({ type })} error={send.error?.at('signal.order.type')} />
            <SelectField label="Counted in" value={ticket.sizeType} choices={sizes} onChange={(sizeType) => set({ sizeType })} />
            {text('size', 'Size', 'signal.size.quantity', ticket.sizeType === 'risk_percent' ? 'Needs a stop loss: the size follows from it.' : undefined)}
            {needsLimit && text('limitPrice', 'Limit price', 'signal.order.limitPrice')}
            {needsStop && text('stopPrice', 'Stop price', 'signal.order.stopPrice')}
            {ticket.type === 'trailing_stop' && text('trailPercent', 'Trail in percent', 'signal.order.trailPercent')}
            {text('stopLossPercent', 'Stop loss in percent', 'signal.stopLoss.percent', 'From the fill.')}
            {text('takeProfitPercent', 'Take profit in percent', 'signal.takeProfit', 'From the fill.')}
            <SelectField label="Lives" value={ticket.timeInForce} choices={times} onChange={(timeInForce) => set({ timeInForce })} error={send.error?.at('signal.timeInForce')} />
            {ticket.type === 'limit' && <Switch label="Post only" isOn={ticket.postOnly} onChange={(postOnly) => set({ postOnly })} hint="Rests or is refused." />}
            <Switch label="Reduce only" isOn={ticket.reduceOnly} onChange={(reduceOnly) => set({ reduceOnly })} hint="Never opens or turns a position." />
          </div>
          <p className={form.muted}>{value === undefined ? 'The order’s value follows from size and price.' : `Worth about ${money(String(value))} before fees.`}</p>
          <div className={styles.sides}>
            <ConfirmButton look="up" label={`Buy ${symbol}`} sure={sure('Buy')} isBusy={send.isPending} onConfirm={() => send.mutate('buy')}>
              Buy
            </ConfirmButton>
            <ConfirmButton look="down" label={`Sell ${symbol}`} sure={sure('Sell')} isBusy={send.isPending} onConfirm={() => send.mutate('sell')}>
              Sell
            </ConfirmButton>
          </div>
        </Permitted>
        {send.data && <Outcome story={send.data} />}
      </div>
    </Panel>
  );
}
