import { tellSession } from '../api/session';
import { reading } from '../pages/code';
import type { HubConnection, ISubscription } from '@microsoft/signalr';

export interface LiveMessage {
  channel: string;
  sequence: number;
  type: string;
  data: unknown;
}

/** Told with when its stream was opened: what was read before that may lack what happened until then. */
export type Hear = (message: LiveMessage, openedAt: number) => void;

/** The server's words about the stream itself: they are no part of the channel and carry no place in it. */
const aboutTheStream = new Set(['dropped', 'refused']);

export type LiveState = 'live' | 'connecting' | 'down';

const retryMs = [0, 500, 1_000, 2_000, 5_000];
const stateChanged = 'signalbox:live';

// It comes beside the pages' own code: they can be shown before it is there.
const library = reading(() => import('@microsoft/signalr'));
let connection: HubConnection | null = null;

/** One channel and everybody who looks at it; the server sends it once. */
interface Follower {
  last: number | null;
  hearers: Set<Hear>;
  stream: ISubscription<LiveMessage> | null;
}

let heard = 0;

/** How many messages came since the page was opened. */
export const liveMessages = () => heard;

const followers = new Map<string, Follower>();
let starting: Promise<void> | null = null;
let hasFailed = false;

export const liveState = (): LiveState =>
  isConnected() ? 'live' : hasFailed ? 'down' : 'connecting';

const isConnected = () => connection?.state === 'Connected';

export function onLiveState(hear: () => void): () => void {
  addEventListener(stateChanged, hear);
  return () => removeEventListener(stateChanged, hear);
}

/** Follows a channel until the returned function is called. After a gap it goes on where it was, or from a snapshot. */
export function follow(channel: string, hear: Hear): () => void {
  let follower = followers.get(channel);
  if (!follower) {
    follower = { last: null, hearers: new Set(), stream: null };
    followers.set(channel, follower);
  } else {
    // Who comes later needs the whole picture too.
    follower.stream?.dispose();
    follower.stream = null;
    follower.last = null;
  }
  follower.hearers.add(hear);
  void start().then(() => open(channel));
  return () => leave(channel, hear);
}

function leave(channel: string, hear: Hear) {
  const follower = followers.get(channel);
  follower?.hearers.delete(hear);
  if (follower?.hearers.size === 0) {
    follower.stream?.dispose();
    followers.delete(channel);
  }
}

function open(channel: string) {
  const follower = followers.get(channel);
  if (!follower || follower.stream || !connection || !isConnected()) return;
  const openedAt = Date.now();
  follower.stream = connection.stream<LiveMessage>('Watch', channel, follower.last).subscribe({
    next: (message) => {
      heard++;
      if (aboutTheStream.has(message.type)) return;
      follower.last = message.sequence;
      for (const hear of follower.hearers) hear(message, openedAt);
    },
    error: () => again(channel),
    complete: () => again(channel),
  });
}

/** The server ended the stream: it was too slow here, or it restarted. */
function again(channel: string) {
  const follower = followers.get(channel);
  if (!follower) return;
  follower.stream = null;
  setTimeout(() => open(channel), 1_000);
}

function start(): Promise<void> {
  if (isConnected()) return Promise.resolve();
  starting ??= connect().finally(() => (starting = null));
  return starting;
}

async function connect() {
  connection ??= await build();
  for (let tries = 0; connection.state === 'Disconnected'; tries++) {
    try {
      await connection.start();
      hasFailed = false;
    } catch {
      // The server is restarting; the page says so and goes on by itself.
      hasFailed = true;
      announce();
      await new Promise((done) => setTimeout(done, retryMs[Math.min(tries + 1, retryMs.length - 1)]));
    }
  }
  announce();
}

function reopen() {
  hasFailed = false;
  for (const [channel, follower] of followers) {
    follower.stream = null;
    open(channel);
  }
  announce();
}

const announce = () => dispatchEvent(new Event(stateChanged));

async function build(): Promise<HubConnection> {
  const { HubConnectionBuilder, LogLevel } = await library;
  const built = new HubConnectionBuilder()
    .withUrl('/live', { headers: { 'X-Signalbox': '1' } })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => (followers.size === 0 ? null : retryMs[Math.min(previousRetryCount, retryMs.length - 1)]!) })
    .configureLogging(LogLevel.None)
    .build();
  // The server cuts who is not let in any more, or is let in as somebody else now: the pages are told at once.
  built.onreconnecting(() => {
    hasFailed = true;
    announce();
    void tellSession();
  });
  built.onreconnected(reopen);
  built.onclose(() => {
    hasFailed = true;
    announce();
    if (followers.size > 0) void start().then(reopen);
  });
  return built;
}
