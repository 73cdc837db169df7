import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, put, type Schemas } from '../../api/client';
import { whole } from '../../api/typed';
import { Button } from '../../parts/Button';
import { TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Permitted } from '../../permissions/Permitted';

type Kept = Schemas['RetentionDocument'];

const shown = (years: number | string | null | undefined) => (years === null || years === undefined ? '' : String(years));
const years = (text: string) => (text.trim() === '' ? undefined : whole(text));

/** How long archives are kept. The journal itself is never shortened. */
export function Retention({ kept }: { kept: Kept }) {
  const [audit, setAudit] = useState(shown(kept.auditYears));
  const [trading, setTrading] = useState(shown(kept.tradingYears));
  const save = useChange(() => put<Kept>(at('upkeep/retention'), { auditYears: years(audit), tradingYears: years(trading), version: kept.version }), ['upkeep', 'audit']);
  return (
    <form
      className={form.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <Permitted need={{ scope: 'admin' }} isNoted>
        <TextField label="Keep audit archives, years" inputMode="numeric" value={audit} onChange={setAudit} placeholder="for ever" hint="Six at least; empty: for ever." error={save.error?.at('auditYears')} />
        <TextField label="Keep trading archives, years" inputMode="numeric" value={trading} onChange={setTrading} placeholder="for ever" hint="Regulated firms keep six; empty: for ever. The journal itself stays." error={save.error?.at('tradingYears')} />
        <Button type="submit" isBusy={save.isPending}>
          Save the retention
        </Button>
      </Permitted>
      <FormErrors error={save.error} />
    </form>
  );
}
