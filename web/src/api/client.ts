import { takeEarly } from './early';
import { askForProof } from './proof';
import type { components } from './schema';

export type Schemas = components['schemas'];

export interface FieldError {
  path: string;
  message: string;
  /** Of a file that was sent as text, from 1. */
  line?: number | null;
}

/** What the server answered instead of what was asked for; its words are shown as they are. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: FieldError[],
    /** Everything the answer said. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }

  /** The message for one field, by its path. */
  at(path: string): string | undefined {
    return this.errors.find((error) => error.path === path)?.message;
  }

  /** The first message for a field or anything within it. */
  under(path: string): string | undefined {
    return this.errors.find((error) => error.path === path || error.path.startsWith(`${path}[`) || error.path.startsWith(`${path}.`))?.message;
  }
}

const freshProofRequired = 'fresh-proof-required';

export const signedOut = 'signalbox:signed-out';

async function failure(answer: Response): Promise<ApiError> {
  try {
    const body = (await answer.json()) as { code?: string; messageCode?: string; message?: string; errors?: FieldError[] };
    return new ApiError(answer.status, body.code ?? body.messageCode ?? 'unreadable', body.message ?? answer.statusText, body.errors ?? [], body);
  } catch {
    return new ApiError(answer.status, 'unreadable', `The server answered ${answer.status} without saying why.`, []);
  }
}

/** A request; where it needs a fresh proof of who asks, the proof is asked for and the same request sent again. */
export const request = <T,>(method: string, path: string, body?: unknown, signal?: AbortSignal) =>
  proven<T>(method, path, body === undefined ? undefined : JSON.stringify(body), 'application/json', signal);

async function proven<T>(method: string, path: string, body: string | undefined, contentType: string, signal?: AbortSignal): Promise<T> {
  try {
    return await send<T>(method, path, body, contentType, signal);
  } catch (error) {
    if (!(error instanceof ApiError && error.code === freshProofRequired && (await askForProof()))) throw error;
    return send<T>(method, path, body, contentType, signal);
  }
}

/** One request. The header tells the server that this page, and no foreign one, asks. */
async function send<T>(method: string, path: string, body: string | undefined, contentType: string, signal?: AbortSignal): Promise<T> {
  const early = method === 'GET' ? await takeEarly(path) : null;
  if (early !== null) return early as T;
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      signal,
      credentials: 'same-origin',
      headers: { 'X-Signalbox': '1', ...(body === undefined ? {} : { 'Content-Type': contentType }) },
      body,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, 'unreachable', 'The server cannot be reached. It may be restarting; this page goes on by itself.', []);
  }
  if (!answer.ok) {
    const error = await failure(answer);
    if (error.status === 401 && !path.endsWith('/session')) dispatchEvent(new Event(signedOut));
    throw error;
  }
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export const get = <T,>(path: string, signal?: AbortSignal) => request<T>('GET', path, undefined, signal);
export const post = <T,>(path: string, body?: unknown) => request<T>('POST', path, body ?? {});
export const put = <T,>(path: string, body: unknown) => request<T>('PUT', path, body);
/** A body as a webhook would get it. */
export const postText = <T,>(path: string, text: string, signal?: AbortSignal) => send<T>('POST', path, text, 'text/plain', signal);
export const remove = (path: string) => request<void>('DELETE', path);

/** A path with parameters; absent ones are left out. */
export function at(path: string, parameters: Record<string, string | number | boolean | undefined | null> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return `/api/v1/${path}${text ? `?${text}` : ''}`;
}
