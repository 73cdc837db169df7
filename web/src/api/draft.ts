import { useState } from 'react';

interface Versioned {
  version: number | string;
}

/**
 * What is being typed over what is stored. A newer stored version replaces it only while nothing was typed; else it is told
 * of, so that a refresh never takes away what somebody wrote.
 */
export function useDraft<T extends Versioned>(stored: T) {
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(stored);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(base);
  const isOutdated = Number(stored.version) > Number(base.version);
  const adopt = (next: T) => {
    setBase(next);
    setDraft(next);
  };
  if (isOutdated && !isDirty) adopt(stored);
  // Something else of it was changed, that is not typed here: what is typed belongs over the newer version as well.
  else if (isOutdated && JSON.stringify({ ...stored, version: base.version }) === JSON.stringify(base)) {
    setBase(stored);
    setDraft((was) => ({ ...was, version: stored.version }));
  }
  return {
    draft,
    isDirty,
    isOutdated: isOutdated && isDirty,
    set: (change: Partial<T>) => setDraft((was) => ({ ...was, ...change })),
    /** What the server answered is what stands there now. */
    adopt,
    /** Gives up what was typed. */
    reload: () => adopt(stored),
  };
}
