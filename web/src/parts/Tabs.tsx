import styles from './Tabs.module.css';

interface Props {
  label: string;
  value: string;
  choices: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

/** A few views of one thing, one at a time. */
export const Tabs = ({ label, value, choices, onChange }: Props) => (
  <div role="group" aria-label={label} className={styles.tabs}>
    {choices.map(([choice, title]) => (
      <button key={choice} type="button" aria-pressed={choice === value} onClick={() => onChange(choice)}>
        {title}
      </button>
    ))}
  </div>
);
