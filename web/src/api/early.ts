/** What every page shows first is asked for while its code is still on the way. */
interface Early {
  /** Null where it was no good; then it is asked for as ever. */
  answer: Promise<unknown>;
  /** The answer, as soon as it is there. */
  value: unknown;
}

const asked = new Map<string, Early>();

export function askEarly(path: string) {
  const early: Early = { answer: read(path), value: null };
  void early.answer.then((value) => (early.value = value));
  asked.set(path, early);
}

async function read(path: string): Promise<unknown> {
  try {
    const answer = await fetch(path);
    return answer.ok ? await answer.json() : null;
  } catch {
    // Whoever takes it asks again and is told then.
    return null;
  }
}

/** The answer that was asked for early, once; null where there is none. */
export async function takeEarly(path: string): Promise<unknown> {
  const early = asked.get(path);
  asked.delete(path);
  return early ? early.answer : null;
}

/** The same where it is there already. */
export function takeEarlyNow<T>(path: string): T | undefined {
  const value = asked.get(path)?.value;
  if (!value) return undefined;
  asked.delete(path);
  return value as T;
}
