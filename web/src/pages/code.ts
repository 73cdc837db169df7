const waitsMs = [250, 1_000, 2_000, 4_000, 8_000, 15_000];

/** What is shown where code that is needed does not come. */
export class CodeMissing extends Error {
  constructor() {
    super('This part of the control centre did not come from the server. It may have been updated since this page was opened: load the page again.');
  }
}

/** Reads code. While the server restarts it is asked for again, for half a minute. */
export async function reading<T>(load: () => Promise<T>): Promise<T> {
  for (const wait of waitsMs) {
    try {
      return await load();
    } catch {
      await new Promise((done) => setTimeout(done, wait));
    }
  }
  throw new CodeMissing();
}
