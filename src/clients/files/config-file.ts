import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, lstat, mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../lib/app-error.ts';
import type { Clock } from '../../lib/clock.ts';
import { notParsable } from '../formats/not-parsable.ts';
import { replaceFile } from './replace-file.ts';

/** A file as it was read. An absent one has no bytes. */
export type ConfigFile = { readonly bytes: Buffer | undefined; readonly text: string; readonly fingerprint: string };

const absent: ConfigFile = { bytes: undefined, text: '', fingerprint: 'absent' };

/** Throws `file-unreadable`, or `file-not-parsable` where the bytes are no UTF-8. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const bytes = await readBytes(path);
  if (bytes === undefined) return absent;
  return { bytes, text: decode(bytes), fingerprint: fingerprintOf(bytes) };
}

export const fingerprintOf = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

async function readBytes(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw unreadable('could not be read', cause);
    if (await isLink(path)) throw unreadable('is a link to a file that does not exist', cause);
    return undefined;
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw notParsable('The file is not UTF-8 text, which is all that is read.', cause);
  }
}

/** Throws `file-unreadable` where a write would fail, or would get around a protection that someone put there. */
export async function assertWritable(path: string): Promise<void> {
  const target = await targetOf(path);
  const mode = await stat(target).then((found) => found.mode, ignoreAbsent);
  if (mode !== undefined && (mode & 0o222) === 0) throw unwritable('is write-protected');
  try {
    if (mode !== undefined) await access(target, constants.W_OK);
    await access(await nearestFolder(target), constants.W_OK);
  } catch (cause) {
    throw unwritable('may not be changed by this user', cause);
  }
}

/**
 * Replaces the content in one step: the file behind a link is the one replaced, its mode stays, nobody sees half a file.
 * False where the file is no longer what was read. Windows refuses the step while another program looks at the file, so
 * it is tried again for about a second.
 */
export async function writeConfigFile(path: string, text: string, read: ConfigFile, clock: Clock): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  for (const pause of [50, 200, 800]) {
    try {
      return await replaceFile(await targetOf(path), text, read.bytes);
    } catch (cause) {
      if (!inUse.has(codeOf(cause))) throw unwritable('could not be written', cause);
      await clock.wait(pause);
    }
  }
  return replaceFile(await targetOf(path), text, read.bytes).catch((cause: unknown) => {
    throw unwritable('could not be written', cause);
  });
}

const inUse: ReadonlySet<string | undefined> = new Set(['EPERM', 'EBUSY', 'EACCES']);

const targetOf = async (path: string): Promise<string> => (await realpath(path).catch(ignoreAbsent)) ?? path;

async function nearestFolder(path: string): Promise<string> {
  const folder = dirname(path);
  const there = await stat(folder).catch(ignoreAbsent);
  return there === undefined && folder !== path ? nearestFolder(folder) : folder;
}

const isLink = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(ignoreAbsent))?.isSymbolicLink() ?? false;

function ignoreAbsent(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw unreadable('could not be looked at', error);
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const unreadable = (what: string, cause: unknown): AppError =>
  new AppError(
    'file-unreadable',
    `The configuration file ${what}.`,
    'Check the file and who may read it, then try again.',
    {
      cause,
    },
  );

const unwritable = (what: string, cause?: unknown): AppError =>
  new AppError(
    'file-unreadable',
    `The configuration file ${what}.`,
    'Allow writing to the file and its folder, then try again. Nothing was changed.',
    {
      cause,
    },
  );
