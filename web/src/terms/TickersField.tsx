import type { ApiError } from '../api/client';
import { TextField } from '../parts/Field';

interface Props {
  tickers: readonly string[];
  onChange: (tickers: string[]) => void;
  hint: string;
  error: ApiError | null;
}

/** The tickers a strategy or a subscription allows. */
export const TickersField = ({ tickers, onChange, hint, error }: Props) => (
  <TextField label="Allowed tickers" value={tickers.join(', ')} onChange={(text) => onChange(listed(text))} placeholder="any" hint={hint} error={error?.under('allowedTickers')} />
);

/** Empty entries stay while somebody types a comma; they are left out when it is saved. */
const listed = (text: string) => (text === '' ? [] : text.split(',').map((ticker) => ticker.replace(/^ /, '')));

export const kept = (tickers: readonly string[]) => tickers.map((ticker) => ticker.trim()).filter((ticker) => ticker !== '');
