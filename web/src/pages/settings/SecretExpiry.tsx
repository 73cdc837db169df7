import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, put, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';

/** The day a secret ends at its venue, so that somebody is reminded before. Saved by a press: half a date is no date. */
export function SecretExpiry({ secret }: { secret: Schemas['SecretDateDocument'] }) {
  const kept = secret.expiresAt?.slice(0, 10) ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const day = typed ?? kept;
  const save = useChange(
    () => put(at(`vault/secrets/${secret.kind}/${encodeURIComponent(secret.id)}/expiry`), { expiresAt: day === '' ? null : `${day}T00:00:00Z` }),
    ['vault', 'audit'],
    () => setTyped(null),
  );
  return (
    <form
      className={form.head}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <input type="date" aria-label={`Day on which the secret of ${secret.name} expires`} value={day} onChange={(event) => setTyped(event.target.value)} />
      {day !== kept && (
        <Button type="submit" isBusy={save.isPending}>
          {day === '' ? 'Remove the date' : 'Save the date'}
        </Button>
      )}
      <FormErrors error={save.error} />
    </form>
  );
}
