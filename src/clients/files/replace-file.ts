import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import writeFileAtomic from 'write-file-atomic';

/** What was read before: the bytes, or undefined for no file. */
type Expected = Buffer | undefined;

/** Lets a program that has opened a file finish writing into it. In real time: no clock of ours drives other programs. */
export const settle = (): Promise<void> => setTimeout(20);

/**
 * Puts a text in the place of a file in one step, unless the file is no longer what was read: then false, and what the
 * other program wrote stays. Owner and mode stay, a new file is for this user alone.
 */
export async function replaceFile(target: string, text: string, expected: Expected): Promise<boolean> {
  const suffix = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const [fresh, old] = [`${target}.${suffix}.new`, `${target}.${suffix}.old`];
  try {
    await writeDurably(fresh, target);
    return expected === undefined ? create(fresh, target) : await swap({ fresh, old, target, text, expected });
  } finally {
    for (const path of [fresh, old]) rmSync(path, { force: true });
  }

  async function writeDurably(path: string, like: string): Promise<void> {
    const present = await stat(like).catch(() => undefined);
    const owner = present && { mode: present.mode, chown: { uid: present.uid, gid: present.gid } };
    await writeFileAtomic(path, text, owner ?? { mode: 0o600 });
  }
}

/** A link does not replace what came into being meanwhile, as a renaming would. */
function create(fresh: string, target: string): boolean {
  try {
    linkSync(fresh, target);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (read(target) !== undefined) return false;
    renameSync(fresh, target);
    return true;
  }
}

type Swap = {
  readonly fresh: string;
  readonly old: string;
  readonly target: string;
  readonly text: string;
  readonly expected: Buffer;
};

/** Between the look and the step nothing waits, so that nobody of this process and hardly anybody else gets in between. */
async function swap({ fresh, old, target, text, expected }: Swap): Promise<boolean> {
  const kept = keepHold(target, old);
  if (!read(target)?.equals(expected)) return false;
  renameSync(fresh, target);
  if (!kept) return true;
  // A program that writes into the file instead of replacing it may have opened the old one right before.
  if (read(old)?.equals(expected)) await settle();
  if (read(old)?.equals(expected)) return true;
  if (read(target)?.equals(Buffer.from(text))) renameSync(old, target);
  return false;
}

/** A second name for the file as it is; some file systems have none. */
function keepHold(target: string, old: string): boolean {
  try {
    linkSync(target, old);
    return true;
  } catch {
    return false;
  }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
