import type { Schemas } from '../../api/client';

export const roles: readonly (readonly [Schemas['Role'], string])[] = [
  ['viewer', 'Viewer: sees'],
  ['approver', 'Approver: sees and approves'],
  ['trader', 'Trader: sees, approves and trades'],
  ['auditor', 'Auditor: sees everything and the audit trail'],
  ['admin', 'Admin: changes settings'],
  ['owner', 'Owner: everything'],
];
