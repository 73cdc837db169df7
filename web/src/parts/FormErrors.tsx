import type { ApiError } from '../api/client';
import styles from './FormErrors.module.css';

/** Everything the server refused, with the field it is about. */
export const FormErrors = ({ error }: { error: ApiError | null }) =>
  error && (
    <div role="alert" className={styles.errors}>
      <strong>{error.message}</strong>
      {error.errors.length > 0 && (
        <ul>
          {error.errors.map((each) => (
            <li key={each.path}>
              <code>{each.path}</code> {each.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
