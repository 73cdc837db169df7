import { useState } from 'react';
import { useChange } from '../../api/change';
import type { ApiError } from '../../api/client';
import { useSendOrder } from '../../api/manual';
import type { Sent } from './Outcomes';
import type { signalOf } from './ticket';

type Signal = ReturnType<typeof signalOf>;

interface Order {
  signal: Signal;
  accounts: readonly string[];
}

const shown = ['positions', 'orders', 'fills', 'signals', 'accounts'];

/** Sends one ticket to several accounts: a request, and an id, for each, so that one that is refused or lost leaves the others as they are. */
export function useTicketSending() {
  const order = useSendOrder();
  const [sent, setSent] = useState<{ signal: Signal; answers: readonly Sent[] }>();
  const sendOne = (account: string, signal: Signal): Promise<Sent> => order([account], signal).then((story) => ({ account, story }), (error: ApiError) => ({ account, error }));
  const send = useChange(
    async ({ signal, accounts }: Order) => ({ signal, answers: await Promise.all(accounts.map((account) => sendOne(account, signal))) }),
    shown,
    (now) =>
      setSent((before) =>
        // The same order again, where it failed before: what was answered elsewhere stays.
        before?.signal === now.signal ? { ...before, answers: before.answers.map((each) => now.answers.find(({ account }) => account === each.account) ?? each) } : now,
      ),
  );
  const failed = sent?.answers.filter((each) => each.error) ?? [];
  return {
    answers: sent?.answers ?? [],
    failed,
    isBusy: send.isPending,
    send: (signal: Signal, accounts: readonly string[]) => {
      setSent(undefined);
      send.mutate({ signal, accounts });
    },
    sendAgain: () => sent && send.mutate({ signal: sent.signal, accounts: failed.map((each) => each.account) }),
    action: sent?.signal.action,
  };
}
