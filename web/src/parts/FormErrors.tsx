import type { FieldError } from '../api/client';
import styles from './FormErrors.module.css';

interface Props {
  error: { message: string; errors: readonly FieldError[] } | null;
  /** Leads to a line of the file that was sent. */
  onLine?: (line: number) => void;
}

/** Everything the server refused, with the field it is about and, in a file, its line. */
export const FormErrors = ({ error, onLine }: Props) =>
  error && (
    <div role="alert" className={styles.errors}>
      <strong>{error.message}</strong>
      {error.errors.length > 0 && (
        <ul>
          {error.errors.map((each) => (
            <li key={each.path}>
              {each.line && <Line line={each.line} onLine={onLine} />} <code>{each.path}</code> {each.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );

const Line = ({ line, onLine }: { line: number; onLine?: (line: number) => void }) =>
  onLine ? (
    <button type="button" className={styles.line} onClick={() => onLine(line)}>
      line {line}
    </button>
  ) : (
    <strong>line {line}</strong>
  );
