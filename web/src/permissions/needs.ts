import type { Schemas } from '../api/client';
import { useSignedIn, type Session } from '../api/session';
import { reaches, type Level } from '../sharing/levels';

type Scope = Schemas['Scope'];

/** What an action asks of whoever does it: a scope of the role and, where it is done to something, a level there. */
export interface Need {
  scope: Scope;
  /** The least level at the strategy or account. */
  level?: Level;
  /** The level that is held there; not known yet: the server says. */
  held?: Level | null;
  /** What it is done to, in a sentence. */
  at?: 'strategy' | 'account';
  /** Only who sees everything. */
  everywhere?: boolean;
}

const does: Record<Scope, string> = {
  read: 'read this',
  trade: 'trade, cancel or stop',
  approve: 'answer orders that wait for a person',
  configure: 'change strategies, accounts or subscriptions',
  audit: 'read the audit trail',
  admin: 'administer this installation',
};

const levelDoes: Record<Level, string> = { see: 'sees it', trade: 'may trade there', manage: 'manages it', own: 'owns it' };

const seeEverything: readonly Session['role'][] = ['auditor', 'admin', 'owner'];

/** Why somebody may not, in one sentence; undefined: they may. */
export function whyNot(session: Session | null | undefined, need: Need): string | undefined {
  if (!session) return undefined;
  if (!session.scopes.includes(need.scope)) return `Your role, ${session.role}, may not ${does[need.scope]}. An administrator can give you another role.`;
  if (need.everywhere && !seeEverything.includes(session.role)) return 'Only administrators and owners do this for the whole installation.';
  if (need.level && need.held && !reaches(need.held, need.level)) return `Only who ${levelDoes[need.level]} may do this; you do not. The owner of the ${need.at ?? 'account'} can share more with you.`;
  return undefined;
}

export const useWhyNot = (need: Need): string | undefined => whyNot(useSignedIn(), need);
