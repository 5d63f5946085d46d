import type { Written } from '../writes.ts';

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What went wrong after the first success, as a sentence; nothing when it went well. */
export async function problemOf(doing: Promise<unknown>, what: string): Promise<string[]> {
  try {
    await doing;
    return [];
  } catch (error) {
    return [`${what}: ${reason(error)}`];
  }
}

/** What really changed; when that cannot be read, what was sent, because by now something is written. */
export async function readBack(sent: Written, read: () => Promise<Written>): Promise<Written> {
  try {
    return await read();
  } catch (error) {
    const problem = `It was written, but could not be read again: ${reason(error)}`;
    return { ...sent, problems: [...(sent.problems ?? []), problem] };
  }
}
