import { ApiError, at, post, type Schemas } from './client';

type Options = Schemas['PasskeyOptionsDocument'];

/** Browsers have passkeys at names alone, and over HTTPS or on this machine. */
export const arePasskeysHere = () => 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname);

export const passkeysNowhere = 'Passkeys work at a name, not at an IP address: on this machine open the address with localhost instead of 127.0.0.1, elsewhere over HTTPS.';

function told(failure: unknown): unknown {
  return failure instanceof DOMException
    ? new ApiError(0, 'no-passkey', 'The browser gave no passkey: it was cancelled, or there is none for this address.', [])
    : failure;
}

/** The answer of a passkey to a new challenge, as JSON text. */
export async function askPasskey(): Promise<string> {
  const { options } = await post<Options>(at('session/passkey/options'));
  try {
    const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)) });
    return JSON.stringify((credential as PublicKeyCredential).toJSON());
  } catch (failure) {
    throw told(failure);
  }
}

/** A new passkey of this device, as JSON text. */
export async function makePasskey(): Promise<string> {
  const { options } = await post<Options>(at('session/passkeys/options'));
  try {
    const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)) });
    return JSON.stringify((credential as PublicKeyCredential).toJSON());
  } catch (failure) {
    throw told(failure);
  }
}
