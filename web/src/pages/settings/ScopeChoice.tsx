import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useSession } from '../../api/session';
import { SelectField } from '../../parts/Field';

type Scope = Schemas['Scope'];

/** What programs usually need; whatever the role does not hold is left out. */
const sets: readonly (readonly [string, string, readonly Scope[]])[] = [
  ['read', 'read', ['read']],
  ['approve', 'read and approve', ['read', 'approve']],
  ['trade', 'read, approve and trade', ['read', 'approve', 'trade']],
  ['audit', 'read and audit', ['read', 'audit']],
  ['configure', 'read, trade and configure', ['read', 'approve', 'trade', 'configure']],
  ['admin', 'do everything', ['read', 'trade', 'approve', 'configure', 'audit', 'admin']],
];

export function useScopes() {
  const held = useSession().data?.scopes ?? [];
  const [name, setName] = useState('read');
  const offered = sets.filter(([, , scopes]) => scopes.every((scope) => held.includes(scope)));
  return { name, setName, offered, chosen: sets.find(([each]) => each === name)?.[2] ?? [] };
}

export const ScopeChoice = ({ scopes }: { scopes: ReturnType<typeof useScopes> }) => (
  <SelectField label="May" value={scopes.name} choices={scopes.offered.map(([name, text]) => [name, text] as const)} onChange={scopes.setName} hint="Never more than your own role." />
);
