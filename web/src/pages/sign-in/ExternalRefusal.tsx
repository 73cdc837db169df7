import { useEffect, useState } from 'react';
import { Button } from '../../parts/Button';
import { useQuery } from '../../router';
import styles from './ExternalRefusal.module.css';
import { externalRefusal } from './externalRefusals';

/** Why the issuer's answer was refused, if this address was come to for that; the address forgets it, the page does not. */
export function useExternalRefusal() {
  const [query, setQuery] = useQuery();
  const code = query.get('external');
  const [told, setTold] = useState(() => externalRefusal(code));
  useEffect(() => {
    if (code === null) return;
    setTold(externalRefusal(code));
    setQuery({ external: undefined });
  }, [code, setQuery]);
  return { told, forget: () => setTold(null) };
}

/** For whoever is signed in already: linking an identity came to nothing. */
export function ExternalRefusal() {
  const { told, forget } = useExternalRefusal();
  return (
    told && (
      <div role="alert" className={styles.refusal}>
        {told}
        <Button look="quiet" aria-label="Close the notice" onClick={forget}>
          ✕
        </Button>
      </div>
    )
  );
}
