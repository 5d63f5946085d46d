import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { AppError } from '../../lib/app-error.ts';

/** Lets one MCP Keyring after the other change a file of another program. */
export interface FileLocks {
  /** AppError `busy` where another one does not let go of it. */
  hold<T>(path: string, work: () => Promise<T>): Promise<T>;
}

const retries = { retries: 150, minTimeout: 10, maxTimeout: 100, randomize: true };

/** The locks lie in a folder of ours, never beside the file: its owner may watch its own folder. */
export function createFileLocks(folder: string): FileLocks {
  return {
    async hold(path, work) {
      const release = await acquire(folder, path);
      try {
        return await work();
      } finally {
        // A lock that stays behind ends by itself after ten seconds.
        await release().catch(() => undefined);
      }
    },
  };
}

async function acquire(folder: string, path: string): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // By whatever link it is reached, it is one file.
    const real = await realpath(path).catch(() => path);
    const lockfilePath = join(folder, createHash('sha256').update(real).digest('hex').slice(0, 16));
    // Whoever holds it checks the file itself right before it writes, so a lock that was lost does no harm.
    return await lock(path, { realpath: false, lockfilePath, stale: 10_000, retries, onCompromised: () => undefined });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ELOCKED')
      throw new AppError('busy', `${path} is being changed by another MCP Keyring.`, 'Try again in a moment.', {
        cause,
      });
    const next = 'Check that the MCP Keyring data folder can be written and that the disk is not full, then try again.';
    throw new AppError('file-unreadable', 'The file could not be locked, so it was not changed.', next, { cause });
  }
}
