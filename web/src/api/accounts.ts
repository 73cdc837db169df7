import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLiveState, useMessages } from '../live/useLive';
import { at, get, type Schemas } from './client';

type Accounts = Schemas['AccountsDocument'];
type Account = Schemas['AccountDocument'];

/** While the feed tells of every change, reading is only for what it does not tell: an account that is gone, one of another node. */
export const accountsFedMs = 15_000;
/** What a venue says an account has is written down at least so often. */
export const balancesFedMs = 60_000;
const unfedMs = 2_000;

/** Every account as it stands: read once, then kept by the feed; polled where there is none. */
export function useAccounts() {
  const queries = useQueryClient();
  const feed = useLiveState();
  useMessages('brokers', (type, data) => {
    // After an interruption: what was missed is read, once.
    if (type === 'snapshot' || type === 'reload') return void queries.invalidateQueries({ queryKey: ['accounts'] });
    const told = data as Account;
    if (type === 'account' && told.isRunning) queries.setQueryData<Accounts>(['accounts'], (before) => before && { items: withAccount(before.items, told) });
  });
  return useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => get<Accounts>(at('accounts'), signal),
    refetchInterval: feed === 'live' ? accountsFedMs : unfedMs,
  });
}

/** What an account is called and whether its money is real, of the list that the page's head keeps: nothing is asked for it. */
export const useAccountFace = (id: string) =>
  useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => get<Accounts>(at('accounts'), signal),
    staleTime: Infinity,
    select: ({ items }) => {
      const found = items.find((each) => each.id === id);
      return found ? { name: found.name, mode: found.mode } : null;
    },
  }).data;

const withAccount = (accounts: Account[], told: Account) => (accounts.some((each) => each.id === told.id) ? accounts.map((each) => (each.id === told.id ? told : each)) : [...accounts, told]);
