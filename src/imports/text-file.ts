import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../lib/app-error.ts';

const longestFile = 1_000_000;

/** The text of a file of another tool; undefined where there is none. AppError `file-unreadable` for what is no such file. */
export async function readTextFile(path: string): Promise<string | undefined> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw unreadable(path, facts.isDirectory() ? 'is a folder' : 'is no ordinary file');
    if (facts.size > longestFile) throw unreadable(path, 'is too long to be a file with settings');
    return decoded(await readFile(path));
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (isAbsent(error)) return undefined;
    throw unreadable(path, 'could not be read', error);
  }
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}

/** What an editor saves and what PowerShell's `>` writes: UTF-8 or UTF-16, with a byte order mark or without. */
function decoded(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

export const absent = (path: string): AppError =>
  new AppError(
    'file-unreadable',
    `There is no file “${path}”.`,
    'Check the path, and that the file is on this computer.',
  );

const unreadable = (path: string, what: string, cause?: unknown): AppError =>
  new AppError('file-unreadable', `“${path}” ${what}.`, 'Choose another file, or look who may read it.', { cause });
