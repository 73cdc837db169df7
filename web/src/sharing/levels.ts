import type { Schemas } from '../api/client';

export type Level = Schemas['PermissionLevel'];

/** Each level holds those before it. */
const order: readonly Level[] = ['see', 'trade', 'manage', 'own'];

export const levels: readonly (readonly [Level, string])[] = [
  ['see', 'See'],
  ['trade', 'See and trade'],
  ['manage', 'Manage'],
  ['own', 'Own: hand it over'],
];

/** Whether a level holds another. */
export const reaches = (level: Level, wanted: Level) => order.indexOf(level) >= order.indexOf(wanted);
