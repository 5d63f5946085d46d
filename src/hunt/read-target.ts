import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../lib/app-error.ts';

/** Far above what any client writes; a larger file is told and left out. */
const mostBytes = 32 * 1024 * 1024;

export type ReadTarget =
  { readonly text: string; readonly changedAt: Date; readonly madeAt: Date | undefined } | { readonly unread: string };

/** A file's text, or why it could not be read. Undefined: there is none. */
export async function readTarget(path: string): Promise<ReadTarget | undefined> {
  let file: FileHandle | undefined;
  try {
    // Some password managers put a pipe in the place of a `.env` file: opening that would wait for its writer. (Windows has
    // no such flag, and none of these pipes.)
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const { size, mtime, birthtime, isFile } = await statOf(file);
    if (!isFile) return { unread: 'It is no file.' };
    if (size > mostBytes) return { unread: 'It is larger than 32 MB.' };
    const bytes = await file.readFile();
    if (bytes.includes(0)) return { unread: 'It is no text file.' };
    return { text: decode(bytes), changedAt: mtime, madeAt: believable(birthtime, mtime) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    return { unread: reasonOf(error) };
  } finally {
    await file?.close();
  }
}

async function statOf(file: FileHandle) {
  const found = await file.stat();
  return { size: found.size, mtime: found.mtime, birthtime: found.birthtime, isFile: found.isFile() };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('file-not-parsable', 'It is not UTF-8 text.', 'Save it as UTF-8.', { cause });
  }
}

/** Disks that keep no time of birth answer 1970, or a time after the last change (a copy). */
const believable = (birth: Date, changed: Date): Date | undefined =>
  birth.getTime() > 0 && birth.getTime() <= changed.getTime() ? birth : undefined;

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return 'This user may not read it.';
  return code === 'EBUSY' ? 'Another program keeps it locked.' : 'It could not be read.';
}
