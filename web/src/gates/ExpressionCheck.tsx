import { useQuery } from '@tanstack/react-query';
import { at, post, type Schemas } from '../api/client';
import styles from './GatesForm.module.css';

type Check = Schemas['GateCheckDocument'];

/** What the server makes of an expression, on a flat account without a signal. Nothing trades. */
export function ExpressionCheck({ expression }: { expression: string }) {
  const check = useQuery({
    queryKey: ['gate-check', expression],
    queryFn: () => post<Check>(at('gates/check'), { expression }),
    enabled: expression.trim() !== '',
    staleTime: Infinity,
  });
  if (!check.data) return null;
  return check.data.valid ? (
    <p className={styles.valid} role="status">
      ✓ Read as <code>{check.data.canonical}</code>
    </p>
  ) : (
    <p className={styles.invalid} role="status">
      {check.data.errors.map((error) => `Line ${error.line}, column ${error.column}: ${error.message} ${error.suggestion ?? ''}`).join(' ')}
    </p>
  );
}
