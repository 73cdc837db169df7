import { useEffect, useState } from 'react';
import { ApiError, get, post, type Schemas } from '../api/client';
import { answerProof } from '../api/proof';
import type { Session } from '../api/session';
import { Button } from '../parts/Button';

const lookEveryMs = 2_000;
const waitsForMs = 5 * 60_000;

interface Going {
  address: string;
  /** When the last proof was, before this one. */
  since?: string | null;
  until: number;
}

const provenAt = async () => (await get<Session>('/api/v1/session')).provenAt;

/** Signing in anew at the external issuer, in a window of its own: the page below keeps all that was typed. */
export function ExternalProof({ onError }: { onError: (error: ApiError | undefined) => void }) {
  const [going, setGoing] = useState<Going>();
  useEffect(() => {
    if (!going) return undefined;
    let isLooking = false;
    const timer = setInterval(async () => {
      if (Date.now() > going.until) {
        setGoing(undefined);
        return;
      }
      if (isLooking) return;
      isLooking = true;
      try {
        if ((await provenAt()) !== going.since) answerProof(true);
      } catch (failure) {
        setGoing(undefined);
        onError(failure as ApiError);
      } finally {
        isLooking = false;
      }
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [going, onError]);

  const go = async () => {
    onError(undefined);
    try {
      const since = await provenAt();
      const { address } = await post<Schemas['ExternalBeginDocument']>('/api/v1/session/external/proof');
      window.open(address, '_blank', 'noopener');
      setGoing({ address, since, until: Date.now() + waitsForMs });
    } catch (failure) {
      onError(failure as ApiError);
    }
  };

  return (
    <>
      <Button onClick={() => void go()}>Sign in anew with your external identity</Button>
      {going && (
        <p role="status">
          Sign in in the window that was opened, then come back: this goes on by itself.{' '}
          <a href={going.address} target="_blank" rel="noopener noreferrer">
            Open it, if there is none
          </a>
        </p>
      )}
    </>
  );
}
