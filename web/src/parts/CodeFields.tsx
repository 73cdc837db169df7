import { useState } from 'react';
import { Button } from './Button';
import { TextField } from './Field';

export interface Codes {
  code?: string;
  recoveryCode?: string;
}

/** The code of the authenticator, or a recovery code where that is lost. */
export function CodeFields({ value, onChange, error }: { value: Codes; onChange: (value: Codes) => void; error?: string }) {
  const [isLost, setLost] = useState(false);
  return (
    <>
      {isLost ? (
        <TextField key="recovery" label="Recovery code" value={value.recoveryCode ?? ''} onChange={(recoveryCode) => onChange({ recoveryCode })} autoComplete="off" autoFocus required hint="Each is good once." error={error} />
      ) : (
        <TextField
          key="code"
          label="Code of your authenticator"
          value={value.code ?? ''}
          onChange={(code) => onChange({ code })}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          required
          hint="Six digits, new every 30 seconds."
          error={error}
        />
      )}
      <Button
        look="quiet"
        onClick={() => {
          setLost(!isLost);
          onChange({});
        }}
      >
        {isLost ? 'Use the authenticator' : 'Use a recovery code'}
      </Button>
    </>
  );
}
