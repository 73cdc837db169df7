import type { Schemas } from '../../api/client';

export type Kind = Schemas['DestinationKind'];

export const kindTitles: Record<Kind, string> = {
  ntfy: 'ntfy', telegram: 'Telegram', discord: 'Discord', slack: 'Slack', email: 'Email', webhook: 'Webhook', heartbeat: 'Heartbeat',
};

/** Where each kind's address is found. */
export const guidance: Record<Kind, string> = {
  ntfy: 'Install the ntfy app, subscribe to a topic with a name nobody guesses, and enter its address. Whoever knows the name reads along, unless the topic asks for a token.',
  telegram: 'Ask @BotFather for a bot and its token, write a message to the bot, and enter the number of your chat; for a group add the bot to it.',
  discord: 'In the channel’s settings, under Integrations, make a webhook and copy its address.',
  slack: 'Make an app with incoming webhooks, add one to a channel, and copy its address. Mattermost and Rocket.Chat take the same.',
  email: 'The mail server of your provider, with the user and password it gives for applications.',
  webhook: 'Gets JSON by POST; the documentation describes it. The token, where there is one, goes along as a bearer token.',
  heartbeat: 'The address of a check at a service such as healthchecks.io. It is called every minute; when the calls stay away, that service tells you. Let it wait for five minutes.',
};

export interface AddressDraft {
  url: string;
  token: string;
  chat: string;
  host: string;
  port: string;
  security: Schemas['MailSecurity'];
  user: string;
  password: string;
  from: string;
  to: string;
}

export const noAddress: AddressDraft = { url: '', token: '', chat: '', host: '', port: '', security: 'starttls', user: '', password: '', from: '', to: '' };

const given = (text: string) => text.trim() || undefined;

/** What is sent: of a kind its own fields alone. */
export function addressOf(kind: Kind, draft: AddressDraft): Schemas['DestinationAddressInput'] {
  const address = kind === 'email'
    ? {
        host: draft.host, port: given(draft.port) === undefined ? undefined : Number(draft.port), security: draft.security, user: given(draft.user), password: given(draft.password), from: draft.from,
        to: draft.to.split(/[,\s]+/).filter(Boolean),
      }
    : kind === 'telegram'
      ? { token: draft.token, chat: draft.chat, url: given(draft.url) }
      : kind === 'webhook' || kind === 'ntfy'
        ? { url: draft.url, token: given(draft.token) }
        : { url: draft.url };
  return address as Schemas['DestinationAddressInput'];
}
