import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { SelectField, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { Permitted } from '../../permissions/Permitted';
import type { Progress } from './progress';
import styles from './StartPage.module.css';

/** Names the first strategy, or chooses one of those there are. */
export function StrategyStep({ progress }: { progress: Progress }) {
  const [name, setName] = useState('My first strategy');
  const create = useChange(
    () => post<Schemas['StrategyDocument']>(at('strategies'), { name }),
    ['strategies'],
    (made) => progress.keep({ strategyId: made.id }),
  );
  return (
    <>
      <p className={form.muted}>A strategy is where signals come in: it has a webhook address of its own, and rules that hold for all of its accounts.</p>
      {progress.strategies.length > 1 && (
        <SelectField
          label="Use one of yours"
          value={progress.strategy?.id ?? ''}
          choices={[['', 'choose …'], ...progress.strategies.map((each) => [each.id, each.name] as const)]}
          onChange={(strategyId) => progress.keep({ strategyId })}
        />
      )}
      <Permitted need={{ scope: 'configure' }} isNoted>
        <form
          className={styles.line}
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate(undefined);
          }}
        >
          <TextField label="Strategy’s name" value={name} onChange={setName} error={create.error?.at('name') ?? create.error?.message} />
          <Button type="submit" look="primary" isBusy={create.isPending}>
            Create the strategy
          </Button>
        </form>
      </Permitted>
    </>
  );
}
