import { createContext, useContext } from 'react';

/** Why what stands within cannot be used by who looks at it, and the id of the element that says so. */
export interface Refusal {
  why: string;
  id: string;
}

export const Refused = createContext<Refusal | undefined>(undefined);

export const useRefusal = () => useContext(Refused);
