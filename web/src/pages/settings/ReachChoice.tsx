import { useState } from 'react';
import { useList } from '../../api/lists';
import { Field } from '../../parts/Field';

interface Named {
  id: string;
  name: string;
}

/** The only strategies and accounts a token touches; nothing chosen: all its user may. */
export function useReach() {
  const [strategies, setStrategies] = useState<string[]>([]);
  const [accounts, setAccounts] = useState<string[]>([]);
  return {
    strategies,
    setStrategies,
    accounts,
    setAccounts,
    input: { strategyIds: strategies.length > 0 ? strategies : undefined, accountIds: accounts.length > 0 ? accounts : undefined },
    clear: () => {
      setStrategies([]);
      setAccounts([]);
    },
  };
}

export function ReachChoice({ reach, errors }: { reach: ReturnType<typeof useReach>; errors?: { strategies?: string; accounts?: string } }) {
  const strategies = useList<Named>('strategies');
  const accounts = useList<Named>('connections');
  return (
    <>
      <Several label="Only these strategies" rows={strategies.rows} chosen={reach.strategies} onChange={reach.setStrategies} error={errors?.strategies} />
      <Several label="Only these accounts" rows={accounts.rows} chosen={reach.accounts} onChange={reach.setAccounts} error={errors?.accounts} />
    </>
  );
}

interface SeveralProps {
  label: string;
  rows: Named[];
  chosen: string[];
  onChange: (ids: string[]) => void;
  error?: string;
}

const Several = ({ label, rows, chosen, onChange, error }: SeveralProps) => (
  <Field label={label} hint="Nothing chosen: all that you may. Ctrl chooses several." error={error}>
    {(ids) => (
      <select {...ids} multiple size={3} value={chosen} onChange={(event) => onChange([...event.target.selectedOptions].map((option) => option.value))}>
        {rows.map((row) => (
          <option key={row.id} value={row.id}>
            {row.name}
          </option>
        ))}
      </select>
    )}
  </Field>
);
