/** Rows of a list whose ids rise with time. */
export interface Listed {
  id: string;
}

/** What a screen holds at most; what is older is read again when it is scrolled to. */
export const rowsMax = 5_000;

const newerFirst = (left: Listed, right: Listed) => (left.id < right.id ? 1 : left.id > right.id ? -1 : 0);

/** Every row once, the newest first; of two with one id the later told one. */
export function merged<T extends Listed>(rows: readonly T[], told: readonly T[]): T[] {
  if (told.length === 0) return rows as T[];
  const newest = new Map(told.map((row) => [row.id, row]));
  const kept = rows.map((row) => {
    const changed = newest.get(row.id);
    if (changed) newest.delete(row.id);
    return changed ?? row;
  });
  if (newest.size === 0) return kept;
  const added = [...newest.values()].sort(newerFirst);
  // Nearly always all of them are newer than what is there.
  return kept.length === 0 || added.at(-1)!.id > kept[0]!.id ? [...added, ...kept] : [...added, ...kept].sort(newerFirst);
}

/** The newest rows that may be held, and where to go on after the last of them. */
export function trimmed<T extends Listed>(rows: readonly T[], next: string | null): { rows: readonly T[]; next: string | null } {
  if (rows.length <= rowsMax) return { rows, next };
  const kept = rows.slice(0, rowsMax);
  return { rows: kept, next: kept.at(-1)!.id };
}

/** Whether between a newest page and what is shown something may be missing. */
export const isBeyond = (rows: readonly Listed[], page: readonly Listed[], pageSize: number) =>
  rows.length > 0 && page.length === pageSize && page.at(-1)!.id > rows[0]!.id;
