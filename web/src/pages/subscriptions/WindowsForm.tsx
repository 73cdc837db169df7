import type { ApiError, Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { Switch, TextField } from '../../parts/Field';
import styles from './WindowsForm.module.css';

type Windows = Schemas['WindowsDocument'];
type Window = Schemas['WindowDocument'];
type Day = Schemas['Weekday'];

interface Props {
  windows: Windows | null | undefined;
  onChange: (windows: Windows | undefined) => void;
  error: ApiError | null;
  /** Where the server's messages about it are. */
  path?: string;
  /** What holds where there is none. */
  without?: string;
}

const days: Day[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const office: Window = { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '09:30', to: '16:00' };

/** When it may trade. A window whose end is not after its beginning crosses midnight. */
export function WindowsForm({ windows, onChange, error, path = 'rules.windows', without = 'It may trade at any time.' }: Props) {
  const open = windows?.open ?? [];
  const set = (next: Window[]) => onChange(next.length === 0 ? undefined : { ...windows, open: next } as Windows);
  return (
    <fieldset className={styles.windows}>
      <legend>Trading windows</legend>
      {open.length === 0 && <p>{without}</p>}
      {open.map((window, index) => (
        <div key={index} className={styles.window}>
          <div className={styles.days} role="group" aria-label={`Days of window ${index + 1}`}>
            {days.map((day) => (
              <button
                key={day}
                type="button"
                aria-pressed={window.days?.includes(day) ?? false}
                aria-label={day}
                onClick={() => set(open.with(index, { ...window, days: window.days?.includes(day) ? window.days.filter((each) => each !== day) : [...(window.days ?? []), day] }))}
              >
                {day.slice(0, 2)}
              </button>
            ))}
          </div>
          <TextField label="From" type="time" value={window.from ?? ''} onChange={(from) => set(open.with(index, { ...window, from }))} error={error?.at(`${path}.open[${index}].from`)} />
          <TextField label="To" type="time" value={window.to ?? ''} onChange={(to) => set(open.with(index, { ...window, to }))} error={error?.at(`${path}.open[${index}].to`)} />
          <Button look="quiet" onClick={() => set(open.toSpliced(index, 1))} aria-label={`Remove window ${index + 1}`}>
            ✕
          </Button>
        </div>
      ))}
      <div className={styles.window}>
        <Button onClick={() => set([...open, office])}>Add a window</Button>
        {windows && (
          <>
            <TextField label="Time zone" value={windows.timeZone ?? 'UTC'} onChange={(timeZone) => onChange({ ...windows, timeZone })} error={error?.at(path)} />
            <Switch label="Exits pass outside" isOn={windows.allowExitsOutside ?? true} onChange={(allowExitsOutside) => onChange({ ...windows, allowExitsOutside })} />
          </>
        )}
      </div>
    </fieldset>
  );
}
