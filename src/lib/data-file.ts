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
  const { path, version, empty } = options;
  let queue: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<T> => {
    const text = await readIfThere(path);
    return text === undefined ? empty : parse(text, options);
  };
  const updateLocked = async (change: (current: T) => T | Promise<T>): Promise<T> => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const release = await acquire(path);
    try {
      const current = await read();
      const next = await change(current);
      if (next !== current) await writeFileAtomic(path, serialise(version, next), { mode: 0o600 });
      return next;
    } finally {
      await release();
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

async function acquire(path: string): Promise<() => Promise<void>> {
  try {
    return await lock(path, {
      realpath: false,
      stale: 10_000,
      retries: { retries: 20, minTimeout: 20, maxTimeout: 500 },
    });
  } catch (error) {
    throw new AppError('busy', `${path} is in use by another MCP Keyring.`, 'Close the other window, then try again.', {
      cause: error,
    });
  }
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
    return JSON.parse(text);
  } catch (error) {
    throw damaged(path, error);
  }
}

function damaged(path: string, cause: unknown): AppError {
  return new AppError(
    'data-file-damaged',
    `${path} is damaged and was left as it is.`,
    'Restore it from a backup, or move it away to start anew. Your keys are still in the keychain.',
    { cause },
  );
}
