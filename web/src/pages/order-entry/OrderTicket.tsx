import { useState, type ReactNode } from 'react';
import { useAccountFace } from '../../api/accounts';
import type { Schemas } from '../../api/client';
import { isUnsettled } from '../../api/manual';
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
import { Lost, Outcomes } from './Outcomes';
import { TicketPlaces } from './TicketPlaces';
import { emptyTicket, signalOf, worth, type Ticket } from './ticket';
import { useTicketPlaces } from './useTicketPlaces';
import { useTicketSending } from './useTicketSending';

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
  const { places, others, choose } = useTicketPlaces(account, symbol, quote, instrument);
  const [ticket, setTicket] = useState<Ticket>(limitPrice ? { ...emptyTicket, type: 'limit', limitPrice } : emptyTicket);
  const sending = useTicketSending();
  const press = (side: 'buy' | 'sell') => sending.send(signalOf(ticket, side, symbol), places.map((place) => place.account));
  const error = sending.failed[0]?.error;
  const isOne = sending.answers.length === 1;
  const set = (change: Partial<Ticket>) => setTicket({ ...ticket, ...change });
  const text = (name: keyof Ticket & ('size' | 'limitPrice' | 'stopPrice' | 'trailPercent' | 'stopLossPercent' | 'takeProfitPercent'), label: string, path: string, hint?: string) => (
    <TextField label={label} hint={hint} inputMode="decimal" value={ticket[name]} onChange={(value) => set({ [name]: value })} error={error?.under(path)} />
  );
  const face = useAccountFace(account);
  const value = (side: 'buy' | 'sell') => {
    const told = worth(ticket, side, quote, instrument, places[0]?.balances);
    return told && `${money(String(told.amount))} ${told.currency}`;
  };
  const [bought, sold] = [value('buy'), value('sell')];
  const live = places.filter((place) => place.isLive).length;
  const where = places.length > 1 ? `at each of ${places.length} accounts${live > 0 ? `, ${live} of them with LIVE MONEY` : ''}` : `at ${face?.name ?? account}${live > 0 ? ' with LIVE MONEY' : ''}`;
  const sure = (side: string, about: string | undefined) =>
    `${side} ${ticket.size || '?'} ${sizes.find(([name]) => name === ticket.sizeType)?.[1].toLowerCase()}${about && places.length === 1 ? `, about ${about},` : ''} ${where}?`;
  const needsLimit = ticket.type === 'limit' || ticket.type === 'stop_limit';
  const needsStop = ticket.type === 'stop' || ticket.type === 'stop_limit';
  return (
    <Panel title="Ticket" note={<>{symbol} at <AccountName id={account} /></>} mode={live > 0 ? 'live' : face?.mode} actions={actions}>
      <div className={form.page}>
        <Permitted need={{ scope: 'trade', level: 'trade', held: levelAt(account) }} isNoted>
          {isOne && <FormErrors error={error ?? null} />}
          {isOne && isUnsettled(error) && <Lost />}
          <div className={styles.fields}>
            <SelectField label="Type" value={ticket.type} choices={types} onChange={(type) => set({ type })} error={error?.at('signal.order.type')} />
            <SelectField label="Counted in" value={ticket.sizeType} choices={sizes} onChange={(sizeType) => set({ sizeType })} />
            {text('size', 'Size', 'signal.size.quantity', ticket.sizeType === 'risk_percent' ? 'Needs a stop loss: the size follows from it.' : undefined)}
            {needsLimit && text('limitPrice', 'Limit price', 'signal.order.limitPrice')}
            {needsStop && text('stopPrice', 'Stop price', 'signal.order.stopPrice')}
            {ticket.type === 'trailing_stop' && text('trailPercent', 'Trail in percent', 'signal.order.trailPercent')}
            {text('stopLossPercent', 'Stop loss in percent', 'signal.stopLoss.percent', 'From the fill.')}
            {text('takeProfitPercent', 'Take profit in percent', 'signal.takeProfit', 'From the fill.')}
            <SelectField label="Lives" value={ticket.timeInForce} choices={times} onChange={(timeInForce) => set({ timeInForce })} error={error?.at('signal.timeInForce')} />
            {ticket.type === 'limit' && <Switch label="Post only" isOn={ticket.postOnly} onChange={(postOnly) => set({ postOnly })} hint="Rests or is refused." />}
            <Switch label="Reduce only" isOn={ticket.reduceOnly} onChange={(reduceOnly) => set({ reduceOnly })} hint="Never opens or turns a position." />
          </div>
          <p className={form.muted}>{!bought || !sold ? 'The order’s value follows from size and price.' : bought === sold ? `Worth about ${bought} before fees.` : `Worth about ${bought} bought, ${sold} sold, before fees.`}</p>
          {others.length > 0 && <TicketPlaces ticket={ticket} places={places} others={others} onChoose={choose} />}
          <div className={styles.sides}>
            <ConfirmButton look="up" label={`Buy ${symbol}`} sure={sure('Buy', bought)} isBusy={sending.isBusy} onConfirm={() => press('buy')}>
              Buy
            </ConfirmButton>
            <ConfirmButton look="down" label={`Sell ${symbol}`} sure={sure('Sell', sold)} isBusy={sending.isBusy} onConfirm={() => press('sell')}>
              Sell
            </ConfirmButton>
          </div>
        </Permitted>
        <Outcomes sent={sending.answers} />
        {!isOne && sending.failed.length > 0 && (
          <ConfirmButton
            look="primary"
            label="Send again where it failed"
            sure={`${sending.action === 'buy' ? 'Buy' : 'Sell'} again at ${sending.failed.length === 1 ? 'the account' : `the ${sending.failed.length} accounts`} where it failed?`}
            isBusy={sending.isBusy}
            onConfirm={() => sending.sendAgain()}
          >
            Send again where it failed
          </ConfirmButton>
        )}
      </div>
    </Panel>
  );
}
