import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { AppError } from './app-error.ts';

const versioned = z.looseObject({ version: z.number().int().positive() });

type DataFileOptions<T> = {
  readonly path: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** What the file counts as holding before it exists. */
  readonly empty: T;
};

/** One of our own JSON files. */
export interface DataFile<T> {
  /** As it is on disk now. AppError `data-file-damaged` or `data-file-newer`; the file is then left alone. */
  read(): Promise<T>;
  /** Read, change, write, as one step among all processes; `change` may return its argument to write nothing. */
  update(change: (current: T) => T | Promise<T>): Promise<T>;
}

/** A file of ours with a version number: checked on load, written atomically and readable by its owner only. */
export function createDataFile<T>(options: DataFileOptions<T>): DataFile<T> {
  const { path, version, schema, empty } = options;
  let queue: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<T> => {
    const text = await readIfThere(path);
    return text === undefined ? empty : parse(text, options);
  };
  const updateLocked = async (change: (current: T) => T | Promise<T>): Promise<T> => {
    const held = await acquire(path);
    try {
      const current = await read();
      const next = await change(current);
      if (next !== current) {
        // What could not be read again would take everything else in the file with it.
        schema.parse(next);
        await write(path, serialise(version, next), held);
      }
      return next;
    } finally {
      await held.release();
    }
  };
  return {
    read,
    // Chained within the process; the lock file is for other processes and has no order.
    update: (change) => {
      const turn = queue.then(() => updateLocked(change));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

function serialise(version: number, content: unknown): string {
  return `${JSON.stringify({ version, ...(content as object) }, null, 2)}\n`;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new AppError('file-unreadable', `${path} cannot be read.`, 'Check that the file belongs to you.', {
      cause: error,
    });
  }
}

type Held = { readonly isLost: () => boolean; readonly release: () => Promise<void> };

async function acquire(path: string): Promise<Held> {
  let lost = false;
  const onCompromised = (): void => {
    lost = true;
  };
  const retries = { retries: 20, minTimeout: 20, maxTimeout: 500 };
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const release = await lock(path, { realpath: false, stale: 10_000, retries, onCompromised });
    // A lock that stays behind ends by itself after ten seconds; what was written is written all the same.
    return { isLost: () => lost, release: () => release().catch(() => undefined) };
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ELOCKED' ? inUse(path) : unwritable(path, error);
  }
}

/** Refuses when the lock was lost, as after a long sleep of the computer: another process may have written since. */
async function write(path: string, text: string, held: Held): Promise<void> {
  if (held.isLost()) throw inUse(path);
  try {
    await writeFileAtomic(path, text, { mode: 0o600 });
  } catch (error) {
    throw unwritable(path, error);
  }
}

function inUse(path: string): AppError {
  return new AppError('busy', `${path} is in use by another MCP Keyring.`, 'Close the other window, then try again.');
}

function unwritable(path: string, cause: unknown): AppError {
  const next = 'Check that the folder belongs to you and that the disk is not full, then try again.';
  return new AppError('file-unreadable', `${path} cannot be written.`, next, { cause });
}

function parse<T>(text: string, { path, version, schema }: DataFileOptions<T>): T {
  const json = parseJson(text, path);
  const head = versioned.safeParse(json);
  if (head.success && head.data.version > version) {
    throw new AppError('data-file-newer', `${path} was written by a newer MCP Keyring.`, 'Update MCP Keyring.');
  }
  const content = schema.safeParse(json);
  if (!head.success || !content.success) throw damaged(path, content.error);
  return content.data;
}

function parseJson(text: string, path: string): unknown {
  try {
    // Some editors put a byte order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw damaged(path, error);
  }
}

function damaged(path: string, cause: unknown): AppError {
  return new AppError(
    'data-file-damaged',
    `${path} is damaged and was left as it is.`,
    'Restore it from a backup, or move it away to start anew. Your keys are not in it and stay where they are.',
    { cause },
  );
}
