import { useState, type ReactNode } from 'react';
import { useAccountFace } from '../../api/accounts';
import { useChange } from '../../api/change';
import type { Schemas } from '../../api/client';
import { isUnsettled, useSendOrder } from '../../api/manual';
import { AccountName } from '../../parts/AccountName';
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
  instrument: Schemas['InstrumentDocument'] | undefined;
  /** Taken from the order book: the ticket begins as a limit order at it. */
  limitPrice?: string;
  actions?: ReactNode;
}

/** One order by hand. Buying and selling each ask once more; what was typed stays when it is refused. */
export function OrderTicket({ account, symbol, quote, instrument, limitPrice, actions }: Props) {
  const levelAt = useAccountLevels();
  const [ticket, setTicket] = useState<Ticket>(limitPrice ? { ...emptyTicket, type: 'limit', limitPrice } : emptyTicket);
  const order = useSendOrder();
  const send = useChange((side: 'buy' | 'sell') => order([account], signalOf(ticket, side, symbol)), ['positions', 'orders', 'fills', 'signals', 'accounts']);
  const set = (change: Partial<Ticket>) => setTicket({ ...ticket, ...change });
  const text = (name: keyof Ticket & ('size' | 'limitPrice' | 'stopPrice' | 'trailPercent' | 'stopLossPercent' | 'takeProfitPercent'), label: string, path: string, hint?: string) => (
    <TextField label={label} hint={hint} inputMode="decimal" value={ticket[name]} onChange={(value) => set({ [name]: value })} error={send.error?.under(path)} />
  );
  const face = useAccountFace(account);
  const value = (side: 'buy' | 'sell') => {
    const told = worth(ticket, side, quote, instrument);
    return told && `${money(String(told.amount))} ${told.currency}`;
  };
  const [bought, sold] = [value('buy'), value('sell')];
  const sure = (side: string, about: string | undefined) =>
    `${side} ${ticket.size || '?'} ${sizes.find(([name]) => name === ticket.sizeType)?.[1].toLowerCase()}${about ? `, about ${about},` : ''} at ${face?.name ?? account}${face?.mode === 'live' ? ' with LIVE MONEY' : ''}?`;
  const needsLimit = ticket.type === 'limit' || ticket.type === 'stop_limit';
  const needsStop = ticket.type === 'stop' || ticket.type === 'stop_limit';
  return (
    <Panel title="Ticket" note={<>{symbol} at <AccountName id={account} /></>} mode={face?.mode} actions={actions}>
      <div className={form.page}>
        <Permitted need={{ scope: 'trade', level: 'trade', held: levelAt(account) }} isNoted>
          <FormErrors error={send.error} />
          {isUnsettled(send.error) && <p role="note">Whether the order arrived is not known. The same order can be sent again: it is taken once. Look under Orders before you send a different one.</p>}
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
          <p className={form.muted}>{!bought || !sold ? 'The order’s value follows from size and price.' : bought === sold ? `Worth about ${bought} before fees.` : `Worth about ${bought} bought, ${sold} sold, before fees.`}</p>
          <div className={styles.sides}>
            <ConfirmButton look="up" label={`Buy ${symbol}`} sure={sure('Buy', bought)} isBusy={send.isPending} onConfirm={() => send.mutate('buy')}>
              Buy
            </ConfirmButton>
            <ConfirmButton look="down" label={`Sell ${symbol}`} sure={sure('Sell', sold)} isBusy={send.isPending} onConfirm={() => send.mutate('sell')}>
              Sell
            </ConfirmButton>
          </div>
        </Permitted>
        {send.data && <Outcome story={send.data} />}
      </div>
    </Panel>
  );
}
