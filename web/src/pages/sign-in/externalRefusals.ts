/** Why the way by an external identity led nowhere, by the code it comes back with. */
const sentences: Record<string, string> = {
  'external-unknown': 'The issuer vouches for you, but nobody here has linked this identity. Sign in with your password and link it under Your sign-in, or have yourself invited.',
  'external-declined': 'The issuer signed nobody in: you left it there, or it did not let you. Begin again, or use your password.',
  'external-taken': 'This identity is linked to another user here. That user must unlink it first, under Your sign-in.',
  'external-not-fresh': 'The issuer does not say that it asked you just now, so this proves nothing. Sign in there anew, or prove who you are with a passkey or an authenticator.',
  'external-another': 'The issuer vouches for somebody else than who is signed in here. Sign in there with the identity that is linked to you.',
  'external-refused': 'The issuer’s answer does not hold, or came after 5 minutes, or to another server than the one you began at. Begin again.',
  'invitation-refused': 'This link invites nobody any more: it was used, was revoked or ran out. Ask whoever sent it for a new one; if it was you who used it, sign in.',
};

/** What happened and what to do; null where the code is none of ours. */
export const externalRefusal = (code: string | null): string | null => (code && sentences[code]) || null;
