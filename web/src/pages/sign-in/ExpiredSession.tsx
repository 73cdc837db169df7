import { useEffect, useRef } from 'react';
import styles from './Gate.module.css';
import { SignInPage } from './SignInPage';

/** Over the page that stays as it is: whoever signs in again goes on where the session ran out. */
export function ExpiredSession() {
  const before = useRef<Element | null>(document.activeElement);
  useEffect(() => {
    const had = before.current;
    return () => {
      if (had instanceof HTMLElement) had.focus();
    };
  }, []);
  return (
    <div className={styles.over}>
      <SignInPage title="Your session ran out: sign in to go on" />
    </div>
  );
}
