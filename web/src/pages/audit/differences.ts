export interface Difference {
  path: string;
  before?: string;
  after?: string;
}

/** Field by field what differs between two documents, in the order the fields appear. */
export function differences(before: unknown, after: unknown): Difference[] {
  const left = leaves(before);
  const right = leaves(after);
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((path) => ({ path, before: left.get(path), after: right.get(path) }))
    .filter((each) => each.before !== each.after);
}

function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return found;
  if (typeof value !== 'object') return found.set(path, String(value));
  const entries = Object.entries(value);
  if (entries.length === 0 && path) found.set(path, Array.isArray(value) ? 'none' : 'empty');
  for (const [name, inner] of entries) {
    leaves(inner, Array.isArray(value) ? `${path}[${name}]` : path ? `${path}.${name}` : name, found);
  }
  return found;
}
