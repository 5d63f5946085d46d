import { AppError, toProblem, type Problem } from '../../../lib/app-error.ts';
import { readConfigFile } from '../../files/config-file.ts';
import { ownEntries, type OwnEntries, type OwnEntry } from './entries.ts';

/** One of Claude's files as it is now. */
export type Observation = {
  readonly path: string;
  readonly fingerprint: string;
  readonly bytes: Buffer | undefined;
  /** Absent where the file cannot be read; `problem` then says why. */
  readonly own?: OwnEntries;
  readonly problem?: Problem;
};

export async function observe(
  path: string,
  entry: OwnEntry,
  exists: (path: string) => Promise<boolean>,
): Promise<Observation> {
  try {
    const { text, fingerprint, bytes } = await readConfigFile(path);
    return { path, fingerprint, bytes, ...(await understood(text, entry, exists)) };
  } catch (error) {
    return { path, fingerprint: 'unreadable', bytes: undefined, problem: known(error) };
  }
}

async function understood(text: string, entry: OwnEntry, exists: (path: string) => Promise<boolean>) {
  try {
    return { own: await ownEntries(text, entry, exists) };
  } catch (error) {
    return { problem: known(error) };
  }
}

function known(error: unknown): Problem {
  if (error instanceof AppError) return toProblem(error);
  throw error;
}
