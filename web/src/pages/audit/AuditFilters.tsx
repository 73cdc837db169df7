import { TextField } from '../../parts/Field';
import { Button } from '../../parts/Button';
import { useQuery } from '../../router';
import styles from './AuditPage.module.css';

const names = ['who', 'event', 'subject', 'since', 'until', 'text'] as const;

/** What the address asks for; a time that is only half typed asks for nothing. */
export function chosen(query: URLSearchParams): Record<string, string> {
  const filters: Record<string, string> = {};
  for (const name of names) {
    const value = query.get(name)?.trim();
    if (value && !((name === 'since' || name === 'until') && Number.isNaN(Date.parse(value)))) filters[name] = value;
  }
  return filters;
}

/** The filters stand in the address, so that a search can be sent to somebody. */
export function AuditFilters() {
  const [query, setQuery] = useQuery();
  const field = (name: (typeof names)[number], label: string, rest: { type?: string; placeholder?: string } = {}) => (
    <TextField label={label} value={query.get(name) ?? ''} {...rest} onChange={(value) => setQuery({ [name]: value || undefined })} />
  );
  return (
    <search className={styles.filters}>
      {field('who', 'Who', { placeholder: 'a name' })}
      {field('event', 'What', { placeholder: 'strategy_changed' })}
      {field('subject', 'Of what', { placeholder: 'a name or an id' })}
      {field('since', 'Since', { type: 'date' })}
      {field('until', 'Before', { type: 'date' })}
      {field('text', 'Any text', { placeholder: 'a reason, an address' })}
      <Button look="quiet" onClick={() => setQuery(Object.fromEntries(names.map((name) => [name, undefined])))}>
        Clear the filters
      </Button>
    </search>
  );
}
