import type { Schemas } from '../../api/client';
import { AccountName } from '../../parts/AccountName';
import { money } from '../../parts/format';
import styles from './OrderEntry.module.css';
import { worth, type Ticket } from './ticket';
import type { Place } from './useTicketPlaces';

interface Props {
  ticket: Ticket;
  places: readonly Place[];
  others: readonly Schemas['AccountDocument'][];
  onChoose: (account: string, isChosen: boolean) => void;
}

/** What an order comes to at one account, before it is sent. */
function impact(ticket: Ticket, { quote, instrument, balances }: Place): string {
  if (!instrument) return 'not listed here by this name: the server looks it up, or refuses';
  const [bought, sold] = [worth(ticket, 'buy', quote, instrument, balances), worth(ticket, 'sell', quote, instrument, balances)];
  if (!bought || !sold) return 'follows from size and price';
  const told = money(String(bought.amount)) === money(String(sold.amount)) ? money(String(bought.amount)) : `${money(String(bought.amount))} bought, ${money(String(sold.amount))} sold`;
  const free = balances.find((each) => each.currency === instrument.settle)?.available;
  return `about ${told} ${bought.currency}${free ? ` of ${money(free)} ${instrument.settle} free` : ''}`;
}

/** One ticket for several accounts: each is chosen by itself, and shows what the order comes to there. */
export const TicketPlaces = ({ ticket, places, others, onChoose }: Props) => (
  <fieldset className={styles.places}>
    <legend>Also at</legend>
    {others.map((each) => (
      <label key={each.id}>
        <input type="checkbox" checked={places.some((place) => place.account === each.id)} onChange={(event) => onChoose(each.id, event.target.checked)} />
        <AccountName id={each.id} />
      </label>
    ))}
    {places.length > 1 && (
      <ul aria-label="What it comes to at each account">
        {places.map((place) => (
          <li key={place.account} data-mode={place.isLive ? 'live' : undefined}>
            <AccountName id={place.account} /> {impact(ticket, place)}
          </li>
        ))}
      </ul>
    )}
  </fieldset>
);
