import { open } from 'node:fs/promises';

const readBytes = 128 * 1024;

export type Tail = { readonly changedAt: Date; readonly lines: readonly string[] };

/** The last lines of a file, however long it is. Undefined for a file that is not there or may not be read. */
export async function tailOf(path: string): Promise<Tail | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { size, mtime } = await file.stat();
    const from = Math.max(0, size - readBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/);
    // The first is cut in two, if there is more before it.
    return { changedAt: mtime, lines: (from > 0 ? lines.slice(1) : lines).filter((line) => line.trim() !== '') };
  } finally {
    await file.close();
  }
}
